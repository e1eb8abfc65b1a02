//! What one tap can do about a finding. Here it only has a name; [`super::mend`] does it.

/// What the app can do in one tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fix {
    /// Ask for the address keys carry and remember it.
    SetAddress,
    /// Ask for another port.
    ChangePort,
    /// Listen on all addresses.
    ClearListen,
    /// Give the person Vision.
    EnableVision,
    /// Take the flow away from the person.
    DropVision,
    /// Put a short id into the inbound.
    FillShortId,
    /// Take malformed short ids out, and put one in if none is left.
    RepairShortIds,
    /// Write the name of the target into the server names.
    FillServerNames,
    /// Give a REALITY inbound a target that fits, and its names with it.
    SetTarget,
    /// Let older clients in: `minClientVer` 1.0.0.
    SetMinClientVer,
    /// Empty `minClientVer`.
    ClearMinClientVer,
    /// Empty `maxClientVer`.
    ClearMaxClientVer,
    /// Write the public key that belongs to the private key.
    DeriveKey,
    /// Ask the panel for a new REALITY key pair.
    NewRealityKeys,
    /// Take the post-quantum signature out of the inbound.
    DropMldsa65,
    /// Set the crawl path to `/`, as panels have it.
    ClearSpiderX,
    /// Set the fingerprint to `chrome`.
    SetFingerprint,
    /// Offer `http/1.1` alone.
    UseHttp11Alpn,
    /// Offer `h2` and `http/1.1`.
    UseStockAlpn,
    /// No longer tell apps to skip the check of the certificate.
    DropAllowInsecure,
    /// Take the pins out.
    DropPins,
    /// Write the pins in hex.
    PinsAsHex,
    /// Take the list of names out that the certificate is checked by.
    DropVerifyNames,
    /// Leave the security of this front as it is.
    ForceTlsSame,
    /// No longer wait for a PROXY header.
    DropProxyProtocol,
    /// Move the host from the headers to its own field.
    MoveHostHeader,
    /// Take header and seed out of mKCP.
    DropKcpMasks,
    /// Send every 50 ms.
    SetTti,
    /// Take the masks out.
    DropMasks,
    /// Name the masks as the installed core does.
    RenameMasks,
    /// Make the header's path `/`.
    SetHeaderPath,
    /// Give the grpc service a plain name.
    SetServiceName,
    /// Set the mode to `auto`.
    SetMode,
    /// No encryption of VLESS's own.
    SetDecryptionNone,
    /// Make a new id.
    NewId,
    /// Make a new password or key for the person.
    NewPassword,
    /// Make a new key for the inbound, and for its people where they hang on it.
    NewServerKey,
    /// Give a Shadowsocks inbound a cipher every core has, and keys that fit it.
    SetMethod,
    /// Let the cipher of its people follow the inbound.
    AlignMethods,
    /// Set the version to 2.
    SetVersion2,
    /// Ask for another name of the person.
    RenamePerson,
    /// Look only for protocols Xray knows.
    RepairSniffing,
    /// Switch the person on.
    EnablePerson,
    /// Give the person more time.
    ExtendPerson,
    /// Give the person more data.
    RaiseQuota,
    /// Switch the inbound on.
    EnableInbound,
    /// Give the inbound more time.
    ExtendInbound,
    /// Give the inbound more data.
    RaiseInboundQuota,
    /// Ask for a remark.
    SetRemark,
    /// Copy the link instead of showing a QR code.
    UseText,
    /// Restart Xray.
    RestartXray,
    /// Hand the key out again, as this app writes it.
    WriteAnew,
}
