//! Keys a panel makes.

use super::Secret;

/// An X25519 pair of a Reality inbound, base64url without padding.
#[derive(Clone, PartialEq, Eq)]
pub struct RealityKeys {
    /// Stays on the server.
    pub private: Secret,
    /// Goes into links (`pbk`).
    pub public: String,
}

/// An ML-DSA-65 pair of a Reality inbound.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKeys {
    /// Stays on the server.
    pub seed: Secret,
    /// Goes into links (`pqv`); 2,603 characters.
    pub verify: String,
}
