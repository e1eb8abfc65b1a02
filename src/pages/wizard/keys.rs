//! The keys the panel makes for the new inbound, in the background.

use leptos::prelude::*;
use panel::api;
use panel::dialect::Panel;
use panel::error::ApiError;
use panel::model::{RealityKeys, SigningKeys};

use crate::transport;

/// Something the panel makes.
#[derive(Clone, PartialEq)]
pub enum Made<T> {
    /// Not asked for.
    Not,
    /// Under way.
    Making,
    /// It did not make it.
    Failed(ApiError),
    /// Here it is.
    Ready(T),
}

/// The keys as far as they are there.
#[derive(Clone, Copy)]
pub struct Keys {
    pub pair: RwSignal<Made<RealityKeys>>,
    pub signing: RwSignal<Made<SigningKeys>>,
}

impl Keys {
    /// None yet.
    pub fn new() -> Self {
        Self { pair: RwSignal::new(Made::Not), signing: RwSignal::new(Made::Not) }
    }

    /// Forgets them.
    pub fn clear(self) {
        self.pair.set(Made::Not);
        self.signing.set(Made::Not);
    }

    /// The pair, made now where it is not there.
    pub async fn pair(self, panel: &Panel) -> Result<RealityKeys, ApiError> {
        ready(self.pair, api::server::x25519(panel)).await
    }

    /// The ML-DSA-65 keys, made now where they are not there.
    pub async fn signing(self, panel: &Panel) -> Result<SigningKeys, ApiError> {
        ready(self.signing, api::server::mldsa65(panel)).await
    }
}

/// What is there, else what the call makes. Of two makings at once the first one counts, so that what is shown is what
/// is sent.
async fn ready<T>(slot: RwSignal<Made<T>>, call: api::Call<T>) -> Result<T, ApiError>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    if let Made::Ready(known) = slot.get_untracked() {
        return Ok(known);
    }
    slot.set(Made::Making);
    let made = transport::call(&call).await;
    if let Some(Made::Ready(first)) = slot.try_get_untracked() {
        return Ok(first);
    }
    slot.set(match &made {
        Ok(made) => Made::Ready(made.clone()),
        Err(error) => Made::Failed(error.clone()),
    });
    made
}
