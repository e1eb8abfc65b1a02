//! Keys a panel makes.

use super::envelope::missing;
use super::lenient::text;
use crate::error::ApiError;
use crate::model::{RealityKeys, Secret, SigningKeys};
use serde_json::Value;

/// An X25519 pair.
///
/// # Errors
/// When one half is missing.
pub fn reality(obj: &Value) -> Result<RealityKeys, ApiError> {
    let half = |key| half(obj, "getNewX25519Cert", key);
    Ok(RealityKeys { private: Secret::new(half("privateKey")?), public: half("publicKey")? })
}

/// An ML-DSA-65 pair.
///
/// # Errors
/// When one half is missing.
pub fn signing(obj: &Value) -> Result<SigningKeys, ApiError> {
    let half = |key| half(obj, "getNewmldsa65", key);
    Ok(SigningKeys { seed: Secret::new(half("seed")?), verify: half("verify")? })
}

fn half(obj: &Value, endpoint: &'static str, key: &str) -> Result<String, ApiError> {
    Some(text(obj, key)).filter(|half| !half.is_empty()).map(str::to_owned).ok_or_else(|| missing(endpoint, key))
}
