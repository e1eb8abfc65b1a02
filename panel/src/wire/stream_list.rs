//! Cuts a long list out of a JSON object while the text still arrives: the members of one array, one by one, so that
//! the whole is never held, nor a tree of it built. It knows JSON only as far as quotes and brackets go; whoever gets a member parses
//! it.

/// Takes a JSON object in pieces of any size and gives out the members of one of its arrays.
pub struct Splitter {
    /// The key of the array.
    key: &'static str,
    /// How many brackets are open inside it.
    level: u32,
    /// The object without the members: what stands around them, and an empty array in their place.
    frame: Vec<u8>,
    /// The member under way.
    member: Vec<u8>,
    /// Open brackets.
    depth: u32,
    inside_list: bool,
    /// A comma stands before the member under way, so there has to be one.
    after_comma: bool,
    inside_text: bool,
    escaped: bool,
}

impl Splitter {
    /// Ready for the first piece; `key` names the array, which stands at the top of the object.
    #[must_use]
    pub fn of(key: &'static str) -> Self {
        Self::nested(key, 1)
    }

    /// The same for an array so many objects deep.
    #[must_use]
    pub fn nested(key: &'static str, objects: u32) -> Self {
        Self {
            key,
            level: objects.saturating_add(1),
            frame: Vec::new(),
            member: Vec::new(),
            depth: 0,
            inside_list: false,
            after_comma: false,
            inside_text: false,
            escaped: false,
        }
    }

    /// Takes the next piece and hands every member that is complete now to `each`.
    pub fn push(&mut self, mut piece: &[u8], mut each: impl FnMut(&str)) {
        loop {
            let plain = self.plain(piece);
            let (run, rest) = piece.split_at(plain);
            self.keep(run);
            let Some((&byte, rest)) = rest.split_first() else { return };
            self.step(byte, &mut each);
            piece = rest;
        }
    }

    /// What stood around the members, once the text is complete: `{"success":true,"msg":"","obj":[]}`. Where the array
    /// was missing or broke off, the text itself as far as it was not given out.
    #[must_use]
    pub fn finish(self) -> String {
        let mut text = self.frame;
        text.extend(self.member);
        // Only a text that is not valid is copied.
        String::from_utf8(text).unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned())
    }

    /// How many of the next bytes mean nothing here. Long texts are skipped in one go, with what is escaped in them.
    fn plain(&self, piece: &[u8]) -> usize {
        if self.escaped {
            return 0;
        }
        if !self.inside_text {
            let means_something = |byte: &u8| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b',');
            return piece.iter().position(means_something).unwrap_or(piece.len());
        }
        let mut bytes = piece.iter().enumerate();
        while let Some((at, byte)) = bytes.find(|(_, byte)| matches!(byte, b'"' | b'\\')) {
            if *byte == b'"' || bytes.next().is_none() {
                return at;
            }
        }
        piece.len()
    }

    fn keep(&mut self, bytes: &[u8]) {
        let place = if self.inside_list { &mut self.member } else { &mut self.frame };
        place.extend_from_slice(bytes);
    }

    fn step(&mut self, byte: u8, each: &mut impl FnMut(&str)) {
        if self.inside_text {
            self.keep(&[byte]);
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                _ => self.inside_text = false,
            }
            return;
        }
        if self.inside_list && self.depth == self.level && matches!(byte, b',' | b']') {
            self.hand_out(byte == b',', each);
            if byte == b',' {
                return;
            }
            self.inside_list = false;
        }
        self.keep(&[byte]);
        match byte {
            b'"' => self.inside_text = true,
            b'{' | b'[' => {
                self.depth = self.depth.saturating_add(1);
                self.inside_list |= byte == b'[' && self.depth == self.level && self.after_key();
            }
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// Whether the bracket just kept opens the wanted array.
    fn after_key(&self) -> bool {
        let before = self.frame.strip_suffix(b"[").unwrap_or_default().trim_ascii_end();
        let quoted = before.strip_suffix(b":").map(<[u8]>::trim_ascii_end).and_then(|key| key.strip_suffix(b"\""));
        quoted.and_then(|key| key.strip_suffix(self.key.as_bytes())).is_some_and(|rest| rest.ends_with(b"\""))
    }

    /// A member that is missing beside a comma is handed out as an empty text: whoever parses it sees the fault.
    fn hand_out(&mut self, comma: bool, each: &mut impl FnMut(&str)) {
        let member = self.member.trim_ascii();
        if !member.is_empty() || comma || self.after_comma {
            match std::str::from_utf8(member) {
                Ok(member) => each(member),
                Err(_) => each(&String::from_utf8_lossy(member)),
            }
        }
        self.member.clear();
        self.after_comma = comma;
    }
}
