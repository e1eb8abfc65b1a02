//! The names of everything that can be wrong with a key. The same names stand in the table of measured conditions, so
//! that a finding, a test and a note about a real core speak of the same thing.

/// How bad a finding is. Worse is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; the key works.
    Info,
    /// The key works, yet not in every app, not for ever, or not as the panel itself would hand it out.
    Warning,
    /// The key does not work.
    Dead,
    /// Xray does not start, or stops: no key of the server works.
    ServerDown,
}

impl Severity {
    /// The word the table of rules uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Dead => "dead",
            Self::ServerDown => "server-down",
        }
    }
}

macro_rules! rules {
    ($($name:ident, $id:literal, $severity:ident;)*) => {
        /// What is wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = concat!("`", $id, "`")] $name,)*
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Rule] = &[$(Rule::$name,)*];

            /// The rule's name in the table of rules.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// How bad it is where it hits everybody; a [`super::Finding`] may say less.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)*
                }
            }
        }
    };
}

rules! {
    // Measured with real cores.
    RealityPbkMismatch, "reality-pbk-mismatch", Dead;
    RealityPbkInvalid, "reality-pbk-invalid", Dead;
    RealitySidUnknown, "reality-sid-unknown", Dead;
    RealitySidMissing, "reality-sid-missing", Dead;
    RealitySidMalformed, "reality-sid-malformed", Dead;
    RealitySniUnknown, "reality-sni-unknown", Dead;
    RealitySpxNoSlash, "reality-spx-no-slash", Dead;
    RealityFpNoTls13, "reality-fp-no-tls13", Dead;
    FpUnknown, "fp-unknown", Dead;
    RealityClientTooOld, "reality-client-too-old", Dead;
    RealityMaxClientVer, "reality-max-client-ver", Dead;
    RealityTargetUnfit, "reality-target-unfit", Dead;
    RealityMldsa65SmallCertificate, "reality-mldsa65-small-certificate", Dead;
    RealityPqvWithoutSeed, "reality-pqv-without-seed", Dead;
    RealityPqvInvalid, "reality-pqv-invalid", Dead;
    RealityForceNone, "reality-force-none", Dead;
    FlowMissing, "flow-missing", Dead;
    FlowNotAllowed, "flow-not-allowed", Dead;
    FlowCannotBeCarried, "flow-cannot-be-carried", Dead;
    FlowDroppedWithEncryption, "flow-dropped-with-encryption", Dead;
    FlowUnknown, "flow-unknown", Dead;
    FlowUdp443SingBox, "flow-udp443-sing-box", Dead;
    WsAlpnH2, "ws-alpn-h2", Dead;
    HttpupgradeAlpnH2Front, "httpupgrade-alpn-h2-front", Dead;
    TcpAlpnH3Only, "tcp-alpn-h3-only", Dead;
    PcsNotHex, "pcs-not-hex", Dead;
    PcsWrong, "pcs-wrong", Dead;
    VcnWrong, "vcn-wrong", Dead;
    AllowInsecure, "allow-insecure", Dead;
    CertificateUntrusted, "certificate-untrusted", Dead;
    SniNotInCertificate, "sni-not-in-certificate", Dead;
    CertificateKeyMismatch, "certificate-key-mismatch", Dead;
    RejectUnknownSni, "reject-unknown-sni", Dead;
    TransportPath, "transport-path", Dead;
    TransportHost, "transport-host", Dead;
    GrpcServiceName, "grpc-service-name", Dead;
    GrpcServiceNameEscaped, "grpc-service-name-escaped", Dead;
    XhttpMode, "xhttp-mode", Dead;
    XhttpPadding, "xhttp-padding", Dead;
    TcpHttpPath, "tcp-http-path", Dead;
    SsHttpPath, "ss-http-path", Dead;
    KcpGenerations, "kcp-generations", Dead;
    KcpMaskNames, "kcp-mask-names", Dead;
    KcpMaskMissing, "kcp-mask-missing", Dead;
    KcpEmptySeed, "kcp-empty-seed", Dead;
    ProxyProtocol, "proxy-protocol", Dead;
    PortShared, "port-shared", Dead;
    VlessEncryptionMismatch, "vless-encryption-mismatch", Dead;
    HysteriaObfs, "hysteria-obfs", Dead;
    VmessAutoSingBox, "vmess-auto-sing-box", Dead;
    VmessScyNone, "vmess-scy-none", Dead;
    TrojanRealityForeign, "trojan-reality-foreign", Dead;
    TrojanPlainMihomo, "trojan-plain-mihomo", Dead;
    HeadersHost, "headers-host", ServerDown;
    KcpHeaderOrSeed, "kcp-header-or-seed", ServerDown;
    KcpTti, "kcp-tti", ServerDown;
    FinalmaskName, "finalmask-name", ServerDown;
    FinalmaskTcpOnReality, "finalmask-tcp-on-reality", ServerDown;
    NetworkRemoved, "network-removed", ServerDown;
    SecurityXtls, "security-xtls", ServerDown;
    RealityNetwork, "reality-network", ServerDown;
    RealityPrivateKey, "reality-private-key", ServerDown;
    RealityTargetEmpty, "reality-target-empty", ServerDown;
    RealityServerNamesEmpty, "reality-server-names-empty", ServerDown;
    RealityShortIds, "reality-short-ids", ServerDown;
    RealityClientVerMalformed, "reality-client-ver-malformed", ServerDown;
    RealityMldsa65Seed, "reality-mldsa65-seed", ServerDown;
    VlessDecryption, "vless-decryption", ServerDown;
    VlessFlowCore, "vless-flow-core", ServerDown;
    ClientId, "client-id", ServerDown;
    ClientEmailTwice, "client-email-twice", ServerDown;
    TrojanFlow, "trojan-flow", ServerDown;
    SsMethod, "ss-method", ServerDown;
    SsClientMethod, "ss-client-method", ServerDown;
    Ss2022Key, "ss-2022-key", ServerDown;
    Ss2022ChachaClients, "ss-2022-chacha-clients", ServerDown;
    HysteriaVersion, "hysteria-version", ServerDown;
    HysteriaCore, "hysteria-core", ServerDown;
    HysteriaTls, "hysteria-tls", ServerDown;
    SalamanderShort, "salamander-short", ServerDown;
    HysteriaRanges, "hysteria-ranges", ServerDown;
    TlsAllowInsecureInbound, "tls-allow-insecure-inbound", ServerDown;
    TlsCertificateFile, "tls-certificate-file", ServerDown;
    XhttpValues, "xhttp-values", ServerDown;
    WireguardKey, "wireguard-key", ServerDown;
    ListenNotLocal, "listen-not-local", ServerDown;
    PortTaken, "port-taken", ServerDown;
    SniffingProtocol, "sniffing-protocol", ServerDown;
    RealityPort, "reality-port", Warning;
    RealityTargetName, "reality-target-name", Warning;
    RealityMinClientVerSet, "reality-min-client-ver-set", Warning;
    FpRandomized, "fp-randomized", Warning;
    WsHeadersHost, "ws-headers-host", Warning;
    Deprecated, "deprecated", Warning;
    PinsIgnored, "pins-ignored", Warning;
    KeyTooLongForQr, "key-too-long-for-qr", Warning;
    AppCannotRead, "app-cannot-read", Warning;
    FlowUdp443BeforeRestart, "flow-udp443-before-restart", Dead;
    // What the panel and the person's own state make of a key.
    AddressMissing, "address-missing", Dead;
    AddressUnusable, "address-unusable", Dead;
    AddressLoopback, "address-loopback", Dead;
    AddressPrivate, "address-private", Dead;
    AddressVisitor, "address-visitor", Dead;
    AddressMismatch, "address-mismatch", Warning;
    PortMissing, "port-missing", Dead;
    PortImpossible, "port-impossible", Dead;
    PortInternal, "port-internal", Warning;
    PortMismatch, "port-mismatch", Dead;
    PersonDisabled, "person-disabled", Dead;
    PersonExpired, "person-expired", Dead;
    PersonUsedUp, "person-used-up", Dead;
    InboundDisabled, "inbound-disabled", Dead;
    InboundExpired, "inbound-expired", Dead;
    InboundUsedUp, "inbound-used-up", Dead;
    CredentialMissing, "credential-missing", Dead;
    NameEmpty, "name-empty", Warning;
    NoKey, "no-key", Dead;
    SettingsUnreadable, "settings-unreadable", ServerDown;
    StreamUnreadable, "stream-unreadable", Dead;
    SniffingUnreadable, "sniffing-unreadable", ServerDown;
    ProtocolUnknown, "protocol-unknown", ServerDown;
    SubscriptionHttp, "subscription-http", Warning;
    RemarkEmpty, "remark-empty", Warning;
    RemarkCollides, "remark-collides", Warning;
    VisionMissing, "vision-missing", Info;
    PostQuantum, "post-quantum", Info;
}

impl Rule {
    /// Whether a link alone shows it, without the inbound it was made for.
    pub(super) fn is_of_link(self) -> bool {
        matches!(
            self,
            Self::RealityPbkInvalid
                | Self::RealitySpxNoSlash
                | Self::RealityFpNoTls13
                | Self::RealityPqvInvalid
                | Self::FpUnknown
                | Self::FpRandomized
                | Self::WsAlpnH2
                | Self::HttpupgradeAlpnH2Front
                | Self::TcpAlpnH3Only
                | Self::PcsNotHex
                | Self::AllowInsecure
                | Self::PinsIgnored
                | Self::FlowUdp443SingBox
                | Self::TrojanRealityForeign
                | Self::TrojanPlainMihomo
                | Self::Deprecated
                | Self::AppCannotRead
                | Self::KeyTooLongForQr
                | Self::NoKey
                | Self::AddressMissing
                | Self::AddressUnusable
                | Self::AddressLoopback
                | Self::AddressPrivate
                | Self::PortMissing
                | Self::PortImpossible
                | Self::PortInternal
        )
    }
}
