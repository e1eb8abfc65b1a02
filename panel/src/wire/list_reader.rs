//! Reads a long list member by member, while its answer still arrives or from the whole text.

use super::envelope;
use super::stream_list::Splitter;
use crate::api::Reply;
use crate::error::ApiError;

/// Turns the pieces of one answer into values as soon as each is complete.
pub struct ListReader<T> {
    splitter: Splitter,
    endpoint: &'static str,
    read: fn(&str) -> Result<T, ApiError>,
    failure: Option<ApiError>,
}

impl<T> ListReader<T> {
    /// Ready for the first piece of an answer to `endpoint`.
    pub(crate) fn new(endpoint: &'static str, read: fn(&str) -> Result<T, ApiError>) -> Self {
        Self { splitter: Splitter::of("obj"), endpoint, read, failure: None }
    }

    /// Takes the next piece, of any size, and gives the values it completes.
    pub fn feed(&mut self, piece: &[u8]) -> Vec<T> {
        let mut values = Vec::new();
        let (read, failure) = (self.read, &mut self.failure);
        self.splitter.push(piece, |member| match read(member) {
            Ok(value) => values.push(value),
            Err(error) => drop(failure.get_or_insert(error)),
        });
        values
    }

    /// Ends the answer. Only now is it known whether the values were all, and whether it was a list at all.
    ///
    /// # Errors
    /// What the panel refused, or why the answer could not be understood.
    pub fn finish(self, status: u16) -> Result<(), ApiError> {
        envelope::done(self.endpoint, &Reply { status, text: self.splitter.finish() })?;
        self.failure.map_or(Ok(()), Err)
    }

    /// Reads a whole answer.
    ///
    /// # Errors
    /// As [`ListReader::finish`].
    pub(crate) fn whole(mut self, reply: &Reply) -> Result<Vec<T>, ApiError> {
        let values = self.feed(reply.text.as_bytes());
        self.finish(reply.status)?;
        Ok(values)
    }
}
