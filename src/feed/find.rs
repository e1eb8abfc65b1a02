//! One person who is not in the list yet.

use panel::api;
use panel::api::clients::PageQuery;
use panel::error::ApiError;

use super::Feed;
use crate::transport;

/// People of one answer.
const SIZE: u32 = 200;

impl Feed {
    /// Looks for somebody by name and takes them in. Older panels have told of everybody already.
    pub async fn find_person(self, name: &str) -> Result<(), ApiError> {
        let panel = self.panel().ok_or(ApiError::Offline)?;
        if !panel.has_people_resource() {
            return Ok(());
        }
        let key = name.to_lowercase();
        let query = PageQuery { page: 1, size: SIZE, search: name.to_owned(), ..PageQuery::default() };
        let page = transport::call(&api::clients::page(&panel, &query)).await?;
        let found = page.people.into_iter().filter(|person| person.key() == key);
        self.people.merge(found.map(|person| (person.key(), person)).collect());
        Ok(())
    }
}
