//! What the link doctor's findings say in words.

use crate::doctor::Rule;

/// The title of a finding, and what to do about it.
#[must_use]
pub fn rule(rule: Rule) -> (&'static str, &'static str) {
    match rule {
        Rule::RealityPbkMismatch => (
            "The public key does not belong to this server",
            "Write the public key that goes with the private key, then hand the key out again.",
        ),
        Rule::RealityPbkInvalid => ("The key has no usable public key", "Derive the public key from the private key."),
        Rule::RealitySidUnknown => {
            ("The server does not know this short ID", "Hand out the key again with one of the inbound’s short IDs.")
        }
        Rule::RealitySidMissing => (
            "The key has no short ID, and the server wants one",
            "Hand out the key again, or put a short ID into the inbound.",
        ),
        Rule::RealitySidMalformed => ("The short ID is not valid", "Use an even number of hex digits, at most 16."),
        Rule::RealitySniUnknown => {
            ("The server does not answer to this SNI", "Use one of the inbound’s server names, letter for letter.")
        }
        Rule::RealitySpxNoSlash => {
            ("The crawl path does not begin with a slash", "Empty the inbound’s SpiderX, or put a / in front of it.")
        }
        Rule::RealityFpNoTls13 => ("This fingerprint cannot do REALITY", "Set the fingerprint to chrome."),
        Rule::FpUnknown => ("Apps do not know this fingerprint", "Set the fingerprint to chrome."),
        Rule::RealityClientTooOld => (
            "The server turns older and other apps away",
            "Use an app with Xray 26.3.27 or newer, or allow older apps in this inbound.",
        ),
        Rule::RealityMaxClientVer => ("The server turns newer apps away", "Empty the newest allowed client version."),
        Rule::RealityTargetUnfit => {
            ("The REALITY target does not fit", "Choose a target with TLS 1.3 and X25519 that the server can reach.")
        }
        Rule::RealityMldsa65SmallCertificate => (
            "The target’s certificate is too small for the post-quantum signature",
            "Choose a target with a longer certificate chain, or take the signature out.",
        ),
        Rule::RealityPqvWithoutSeed => (
            "The key expects a signature the server cannot give",
            "Take the post-quantum signature out of the inbound.",
        ),
        Rule::RealityPqvInvalid => {
            ("The post-quantum key is cut off or damaged", "Write the key again from the inbound.")
        }
        Rule::RealityForceNone => {
            ("The front takes REALITY away, which no front can", "Set the front’s security to \"same\".")
        }
        Rule::FlowMissing => ("The key lacks the flow this person needs", "Hand out the key again."),
        Rule::FlowNotAllowed => {
            ("The key has a flow this person does not have", "Hand out the key again, or give the person Vision.")
        }
        Rule::FlowCannotBeCarried => (
            "Vision does not work over this connection",
            "Remove the flow from this person, or use TCP with TLS or REALITY.",
        ),
        Rule::FlowDroppedWithEncryption => (
            "The panel’s own link leaves the flow out",
            "Hand out the key from here, or remove the flow from this person.",
        ),
        Rule::FlowUnknown => ("No server knows this flow", "Hand out the key again."),
        Rule::FlowUdp443SingBox => ("sing-box and Hiddify refuse this flow", "Switch this person to plain Vision."),
        Rule::WsAlpnH2 => ("The newest apps cannot connect with this ALPN list", "Set the inbound’s ALPN to http/1.1."),
        Rule::HttpupgradeAlpnH2Front => {
            ("The newest apps cannot get through the front with this ALPN list", "Set the inbound’s ALPN to http/1.1.")
        }
        Rule::TcpAlpnH3Only => ("This ALPN list shuts every app out", "Set the ALPN to h2 and http/1.1."),
        Rule::PcsNotHex => ("The certificate pin is not in hex", "Convert the pin; apps refuse any other form."),
        Rule::PcsWrong => ("The certificate pin is out of date", "Pin the present certificate, or remove the pin."),
        Rule::VcnWrong => (
            "The certificate has none of the names it is checked by",
            "Use a name of the certificate, or remove the list.",
        ),
        Rule::AllowInsecure => (
            "Newer apps refuse keys that skip the certificate check",
            "Switch \"allow insecure\" off and use a trusted certificate or a pin.",
        ),
        Rule::CertificateUntrusted => {
            ("Devices do not trust the server’s certificate", "Use a trusted certificate, or pin this one.")
        }
        Rule::SniNotInCertificate => {
            ("The certificate is for another name", "Set the SNI to a name of the certificate.")
        }
        Rule::CertificateKeyMismatch => (
            "The certificate is missing or does not fit its private key",
            "Give the inbound a certificate together with its own key.",
        ),
        Rule::RejectUnknownSni => ("The server hangs up on this SNI", "Set the SNI to a name of the certificate."),
        Rule::TransportPath => ("The key has another path than the inbound", "Hand out the key again."),
        Rule::TransportHost => ("The key has another host than the inbound", "Hand out the key again."),
        Rule::GrpcServiceName => ("The key has another service name than the inbound", "Hand out the key again."),
        Rule::GrpcServiceNameEscaped => {
            ("mihomo and Hiddify cannot reach this service name", "Use a service name of letters and digits.")
        }
        Rule::XhttpMode => ("The inbound does not take the key’s mode", "Hand out the key again."),
        Rule::XhttpPadding => ("The key does not say how the inbound wants its padding", "Hand out the key again."),
        Rule::TcpHttpPath => ("The key’s HTTP disguise does not match the inbound", "Hand out the key again."),
        Rule::SsHttpPath => ("Apps cannot ask for this path", "Set the header’s path to /."),
        Rule::KcpGenerations => {
            ("mKCP of old and new apps does not mix", "Use an app of the server’s generation, or another transport.")
        }
        Rule::KcpMaskNames => ("Some apps do not know these masks", "Use an app of the server’s generation."),
        Rule::KcpMaskMissing => ("The key does not name the inbound’s mask", "Hand out the key again."),
        Rule::KcpEmptySeed => ("An empty seed is a password no key can name", "Remove the seed."),
        Rule::ProxyProtocol => (
            "The inbound waits for a proxy header that apps do not send",
            "Switch PROXY protocol off, or put a front before it.",
        ),
        Rule::PortShared => ("Another inbound has the same port", "Give one of them another port."),
        Rule::VlessEncryptionMismatch => ("The key encrypts for another server", "Hand out the key again."),
        Rule::HysteriaObfs => ("The key lacks the obfuscation password", "Hand out the key again."),
        Rule::VmessAutoSingBox => {
            ("Hiddify and sing-box cannot use the panel’s own link", "Hand out the key from here: it names the cipher.")
        }
        Rule::VmessScyNone => {
            ("This VMess cipher is no longer accepted", "Hand out the key from here, or set the cipher to auto.")
        }
        Rule::TrojanRealityForeign => {
            ("Only Xray apps know Trojan with REALITY", "Use VLESS for REALITY, or an app with the Xray core.")
        }
        Rule::TrojanPlainMihomo => ("mihomo needs TLS for Trojan", "Use TLS, or another app."),
        Rule::HeadersHost => ("Xray does not start: the host is among the headers", "Move the host to its own field."),
        Rule::KcpHeaderOrSeed => {
            ("Xray does not start: mKCP header or seed", "Remove both; newer Xray keeps them as masks.")
        }
        Rule::KcpTti => ("Xray does not start: the mKCP interval is out of range", "Use 10 to 100 milliseconds."),
        Rule::FinalmaskName => {
            ("Xray does not start: it does not know this mask", "Name the mask as the installed Xray does.")
        }
        Rule::FinalmaskTcpOnReality => {
            ("Xray crashes at the first connection", "Remove the TCP masks from this REALITY inbound.")
        }
        Rule::NetworkRemoved => {
            ("Xray does not start: it no longer has this transport", "Choose another transport, XHTTP for instance.")
        }
        Rule::SecurityXtls => ("Xray does not start: it does not know this security", "Choose TLS or REALITY."),
        Rule::RealityNetwork => {
            ("Xray does not start: REALITY does not go over this transport", "Choose TCP, XHTTP or gRPC.")
        }
        Rule::RealityPrivateKey => (
            "Xray does not start: the private key is not valid",
            "Make a new key pair; keys handed out before stop working.",
        ),
        Rule::RealityTargetEmpty => (
            "Xray does not start: the REALITY target is missing or has no port",
            "Enter a target such as example.com:443.",
        ),
        Rule::RealityServerNamesEmpty => {
            ("Xray does not start: REALITY has no server name", "Enter the target’s name.")
        }
        Rule::RealityShortIds => {
            ("Xray does not start: a short ID is missing or not valid", "Use an even number of hex digits, at most 16.")
        }
        Rule::RealityClientVerMalformed => {
            ("Xray does not start: a client version is not valid", "Write it like 26.3.27, or leave it empty.")
        }
        Rule::RealityMldsa65Seed => {
            ("Xray does not start: the post-quantum seed is not valid", "Make a new seed, or remove it.")
        }
        Rule::VlessDecryption => (
            "Xray does not start: VLESS decryption is missing or not valid",
            "Set it to none, or make a new pair; with fallbacks it must be none.",
        ),
        Rule::VlessFlowCore => {
            ("Xray does not start: it does not know a person’s flow", "Set the flow to Vision or remove it.")
        }
        Rule::ClientId => ("Xray does not start: a person’s ID is not valid", "Make a new ID."),
        Rule::ClientEmailTwice => ("Xray does not start: two people have the same name", "Rename one of them."),
        Rule::TrojanFlow => ("Xray does not start: Trojan has no flow", "Remove the flow."),
        Rule::SsMethod => {
            ("Xray does not start: it does not know this cipher", "Choose chacha20-ietf-poly1305 or a 2022 method.")
        }
        Rule::SsClientMethod => {
            ("A person’s cipher does not go with the inbound’s", "Let the people’s cipher follow the inbound.")
        }
        Rule::Ss2022Key => ("Xray does not start: a key has the wrong length", "Make a new key."),
        Rule::Ss2022ChachaClients => {
            ("Xray does not start: this cipher serves one person only", "Choose a 2022 AES method.")
        }
        Rule::HysteriaVersion => ("Xray does not start: only Hysteria 2 exists", "Set the version to 2."),
        Rule::HysteriaCore => ("This server’s Xray is too old for Hysteria", "Update Xray."),
        Rule::HysteriaTls => ("Xray does not start: Hysteria needs TLS", "Choose TLS and give it a certificate."),
        Rule::SalamanderShort => {
            ("Xray does not start: the obfuscation password is too short", "Use four characters or more.")
        }
        Rule::HysteriaRanges => (
            "Xray does not start: a Hysteria time is out of range",
            "Hop every 5 seconds or more; idle time 2 to 600 seconds.",
        ),
        Rule::TlsAllowInsecureInbound => {
            ("Xray does not start: allowInsecure no longer exists", "Remove it from the TLS settings.")
        }
        Rule::TlsCertificateFile => {
            ("Xray does not start: the certificate file is not there", "Correct the path of certificate and key.")
        }
        Rule::XhttpValues => {
            ("Xray does not start: an XHTTP setting is not valid", "Choose a known mode, and ranges such as 100-1000.")
        }
        Rule::WireguardKey => ("Xray does not start: the WireGuard key is not valid", "Make a new key."),
        Rule::ListenNotLocal => (
            "Xray does not start: it cannot listen there",
            "Leave \"Listen\" empty; names belong in the share address.",
        ),
        Rule::PortTaken => ("Xray does not start: another program has this port", "Choose another port."),
        Rule::SniffingProtocol => {
            ("Xray does not start: it cannot look for this protocol", "Choose among http, tls, quic and fakedns.")
        }
        Rule::RealityPort => ("REALITY on another port than 443 stands out", "Use port 443 if you can."),
        Rule::RealityTargetName => (
            "This target draws attention",
            "Choose a target that does not end in .ru, .ir or .cn and is not Apple or Microsoft.",
        ),
        Rule::RealityMinClientVerSet => (
            "Letting older apps in makes the server easier to find",
            "Empty the least client version once everyone has a new app.",
        ),
        Rule::FpRandomized => {
            ("Every fourth start of the app fails with this fingerprint", "Set the fingerprint to chrome.")
        }
        Rule::WsHeadersHost => ("The host among the headers will soon stop working", "Move the host to its own field."),
        Rule::Deprecated => {
            ("Xray may drop this protocol or transport one day", "For new inbounds take VLESS with REALITY or XHTTP.")
        }
        Rule::PinsIgnored => ("Some apps do not look at the certificate pin", "Use a trusted certificate."),
        Rule::KeyTooLongForQr => ("This key is too long for a good QR code", "Copy the text or use the subscription."),
        Rule::AppCannotRead => ("Some apps cannot read this key", "Use an app with the Xray core."),
        Rule::FlowUdp443BeforeRestart => {
            ("This person can connect only after Xray restarts", "Restart Xray, or switch to plain Vision.")
        }
        Rule::AddressMissing => ("The key has no address", "Enter the address people reach the server by."),
        Rule::AddressUnusable => ("This is not an address", "Enter a name or an IP address."),
        Rule::AddressLoopback => {
            ("The key points to the device itself", "Enter the address people reach the server by.")
        }
        Rule::AddressPrivate => ("The key points into a private network", "Enter the server’s public address."),
        Rule::AddressVisitor => ("The key has your own address, not the server’s", "Enter the server’s address."),
        Rule::AddressMismatch => {
            ("The key has another address than the server", "Check the address people reach the server by.")
        }
        Rule::PortMissing => ("The inbound has no port", "Choose a port."),
        Rule::PortImpossible => ("There is no such port", "Choose a port up to 65535."),
        Rule::PortInternal => ("Xray itself uses this port", "Choose another port."),
        Rule::PortMismatch => ("The key has another port than the inbound", "Hand out the key again."),
        Rule::PersonDisabled => ("This person is switched off", "Switch the person on."),
        Rule::PersonExpired => ("This person’s time is over", "Extend the time."),
        Rule::PersonUsedUp => ("This person’s data is used up", "Give more data or reset the traffic."),
        Rule::InboundDisabled => ("The inbound is switched off", "Switch the inbound on."),
        Rule::InboundExpired => ("The inbound’s time is over", "Extend the inbound."),
        Rule::InboundUsedUp => ("The inbound’s data is used up", "Raise the inbound’s limit or reset its traffic."),
        Rule::CredentialMissing => ("This person has no password or key", "Make a new one."),
        Rule::NameEmpty => ("This person has no name", "Give a name: without one nothing is counted or limited."),
        Rule::NoKey => ("There is no key for this kind of inbound", "Use another protocol or transport."),
        Rule::SettingsUnreadable => {
            ("The inbound’s settings are damaged: Xray does not start", "Delete the inbound or restore a backup.")
        }
        Rule::StreamUnreadable => (
            "The transport settings are damaged: the inbound is open to anyone’s eyes",
            "Enter transport and security again.",
        ),
        Rule::SniffingUnreadable => ("The sniffing settings are damaged: Xray does not start", "Reset sniffing."),
        Rule::ProtocolUnknown => ("Xray does not start: it does not know this protocol", "Delete this inbound."),
        Rule::SubscriptionHttp => (
            "The subscription is not encrypted",
            "Give the panel’s subscription a certificate: some apps refuse it without.",
        ),
        Rule::RemarkEmpty => ("The key has no name", "Give the inbound a remark."),
        Rule::RemarkCollides => ("Two keys have the same name", "Give one of the inbounds another remark."),
        Rule::VisionMissing => (
            "Vision is not switched on for this person",
            "Switch Vision on: it is faster and harder to detect. The person needs the new key.",
        ),
        Rule::PostQuantum => {
            ("This key is safe against future computers", "Older apps and QR scanners may not take it.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_has_a_title_of_its_own_and_says_what_to_do() {
        for known in Rule::ALL {
            let (title, advice) = rule(*known);
            assert!(!title.is_empty() && !advice.is_empty(), "{}", known.id());
            let same = Rule::ALL.iter().filter(|other| rule(**other).0 == title).count();
            assert_eq!(same, 1, "{}: {title}", known.id());
        }
    }
}
