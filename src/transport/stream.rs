//! Long lists, read while they still arrive: what is complete is handed over at once, and the whole text is never held.

use panel::api::Request;
use panel::error::ApiError;
use panel::wire::list_reader::ListReader;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

use super::{Limit, open, report_loss, settle_doubt};
use crate::browser::clock::Breather;

/// Bytes that are read without looking at the clock: on a fast line pieces come by the megabyte.
const BITE: usize = 32 * 1024;

/// Sends a read and hands over what each piece of the answer completes. Only the end tells whether that was all.
pub async fn stream<T>(request: &Request, reader: ListReader<T>, take: &mut dyn FnMut(Vec<T>)) -> Result<(), ApiError> {
    let limit = Limit::start();
    let outcome = match open(request, &limit).await {
        Ok(response) => pieces(response, reader, take).await,
        Err(error) => Err(error),
    };
    let answer = settle_doubt(limit.judge(outcome)).await;
    report_loss(answer.as_ref().err());
    answer
}

async fn pieces<T>(
    response: Response,
    mut reader: ListReader<T>,
    take: &mut dyn FnMut(Vec<T>),
) -> Result<(), ApiError> {
    if let Some(body) = response.body() {
        let mut breather = Breather::new();
        let source: ReadableStreamDefaultReader = body.get_reader().dyn_into().map_err(|_| ApiError::Offline)?;
        while let Some(piece) = next(&source).await? {
            for bite in piece.chunks(BITE) {
                let values = reader.feed(bite);
                breather.breathe().await;
                if !values.is_empty() {
                    take(values);
                    breather.breathe().await;
                }
            }
        }
    }
    reader.finish(response.status())
}

async fn next(source: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, ApiError> {
    let result = JsFuture::from(source.read()).await.map_err(|_| ApiError::Offline)?;
    let value = js_sys::Reflect::get(&result, &"value".into()).map_err(|_| ApiError::Offline)?;
    Ok(value.dyn_ref::<js_sys::Uint8Array>().map(js_sys::Uint8Array::to_vec))
}
