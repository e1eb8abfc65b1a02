//! The English words. Each key is named after what it says; `{…}` are places to fill.

/// Declares the keys, their names and their English, in two tables: what is said before the rest of the app has arrived,
/// and what only the rest says, so that its words travel with it.
macro_rules! messages {
    (first { $($first:ident = $early:literal;)* } later { $($later:ident = $late:literal;)* }) => {
        /// One sentence, label or word of the app.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        #[allow(missing_docs, reason = "the English text says what each means")]
        pub enum Key {
            $($first,)*
            $($later,)*
        }

        /// English, by the key's number.
        static FIRST: &[&str] = &[$($early,)*];
        /// The same, going on from there.
        static LATER: &[&str] = &[$($late,)*];

        impl Key {
            /// Every key with its name, in order: what a translation must cover.
            pub const ALL: &[(Self, &str)] = &[
                $((Self::$first, stringify!($first)),)*
                $((Self::$later, stringify!($later)),)*
            ];
        }
    };
}

impl Key {
    /// The English text of what is said before the rest of the app has arrived.
    #[must_use]
    pub fn first(self) -> Option<&'static str> {
        FIRST.get(self as usize).copied()
    }

    /// The English text. What calls this carries every word.
    #[must_use]
    pub fn english(self) -> &'static str {
        let later = || LATER.get(self as usize - FIRST.len()).copied();
        self.first().or_else(later).unwrap_or_default()
    }
}

messages! {
    first {
        // Places
        Online = "Online";
        People = "People";
        Inbounds = "Inbounds";
        Server = "Server";
        Settings = "Settings";
        NewKey = "New key";
        MainNavigation = "Main";
        SkipToContent = "Skip to the list";

        // Words used everywhere
        Cancel = "Cancel";
        Close = "Close";
        Undo = "Undo";
        TryAgain = "Try again";
        SendAgain = "Send again";
        Loading = "Loading";
        Copied = "Copied";
        Copy = "Copy";
        CopyByHand = "The browser does not let pages copy here. Press and hold the text to copy it.";

        // Signing in
        UserName = "User name";
        Password = "Password";
        OneTimeCode = "One-time code";
        SecretWord = "Secret word";
        SignIn = "Sign in";
        PlainHttp = "plain http: the line can be read by others";
        SessionLostOverPage = "Your session ended. Sign in again: the page behind is kept as it is.";
        SignInRefused = "The panel refused: {words}";
        SignInRefusedAdvice = "Check the name and the password.";
        SignInBlockedAdvice = "After five failures within five minutes the panel blocks this name from your address for 15 minutes, even with the right password, and says the same words.";
        CodeWaitForNext = "A one-time code counts only in its own half minute: wait for the next code and use it at once.";
        WrongDomain = "The panel refuses this address";
        WrongDomainAdvice = "It answers only under the domain set in its own settings. Open Latchkey under that domain.";
        NotAPanelAt = "{address} does not answer like a 3x-ui panel. Check the secret path in the address, or the line “panel-base” in Latchkey’s index.html.";

        // What goes wrong
        OfflineTitle = "No connection";
        OfflineAdvice = "The panel could not be reached. Check the line; nothing you typed is lost.";
        TimeoutTitle = "No answer in time";
        TimeoutAdvice = "The line is very slow, or the server is busy. What you sent may still have arrived: look before you send it again.";
        StatusTitle = "The server answered with error {code}";
        StatusAdvice = "Try again. If it stays, look at the panel’s log.";
        NotAPanelTitle = "This is not a 3x-ui panel";
        NotAPanelAdvice = "Something else answered at the panel’s address.";
        SessionTitle = "Your session ended";
        SessionAdvice = "Sign in again; the page is kept as it is.";
        CsrfTitle = "The panel did not accept the page’s token";
        PartMissing = "A part of Latchkey did not arrive";
        PartMissingNext = "Either there is no connection, or Latchkey was updated on the server. Try again; if that does not help, reload the page.";
        Reload = "Reload";
        CsrfAdvice = "Reload the page and try again.";
        RefusedTitle = "The panel refused: {words}";
        RefusedSilently = "The panel refused and gave no reason.";
        RefusedAdvice = "Nothing was changed.";
        MalformedTitle = "The panel’s answer could not be understood";
        MalformedAdvice = "{endpoint}: {key}";
        Stale = "Last updated {time}, trying again";
        NotDone = "Not done: {what}. {why}";
        InterruptedAction = "Signed in. Not sent yet: {what}";

        // Inbounds
        SearchInbounds = "Search inbounds";
        Inbound = "Inbound";
        Transport = "Transport";
        State = "State";
        Traffic = "Traffic";
        OfItsLimit = "Of its limit";
        Running = "Running";
        SwitchedOff = "Switched off";
        LimitReached = "Limit reached";
        Expired = "Expired";
        KeyFault = "Key fault";
        UpDown = "{up} up · {down} down";
        OnlineOf = "{online} of {total} online";
        NoPeople = "nobody yet";
        SwitchInbound = "{name}: let people in";
        InboundOn = "“{name}” is on";
        InboundOff = "“{name}” is off: nobody gets in through it";
        SwitchingInbound = "switch “{name}”";
        NoInbounds = "No inbound yet";
        NoInboundsNext = "An inbound is a door of your server. The wizard makes one that looks like a visit to an ordinary website, together with the first person’s key.";
        NewReality = "New Reality inbound";
        NothingFound = "Nothing found for “{text}”";
        ClearSearch = "Show all";
        SortBy = "Sort by";
        SortPanel = "Panel’s order";
        SortName = "Name";
        SortTraffic = "Traffic";
        SortOnline = "Online";
        SortPort = "Port";

        // An inbound
        DeletingInbound = "delete “{name}”";
        RestoringInbound = "bring “{name}” back";
        InboundDeleted = "“{name}” is deleted";
        InboundStillThere = "The panel said yes, but “{name}” is still there";

        // Mending what is wrong with a key
        WouldStop = "With this everybody would be cut off. {why}";
        CannotMend = "This cannot be mended by a tap here. Change it in the panel itself";
        MendTarget = "The server will look like {site}.";
        MendCipher = "The cipher will be {cipher}.";
        Mending = "{fix}: “{name}”";
        Mended = "Done: {fix}, “{name}”";
        MendTakenBack = "“{name}” is as it was";
        TakingBackMend = "bring “{name}” back to what it was";

        // Xray
        XrayRunning = "Xray running {version}";
        XrayStarting = "Xray is starting";
        XrayStopped = "Xray is stopped";
        XrayFailing = "Xray does not run";
        XrayUnknown = "Xray: not known yet";
        WatchFollowing = "{what}. Checking that Xray goes on with it…";
        RestartedElsewhere = "Xray was restarted elsewhere";
        StoppedElsewhere = "Xray was told to stop, by somebody else or in another window. While it is stopped, nobody gets in.";
        NotStartedElsewhere = "Somebody else tried to restart Xray, and the panel could not: {why}";
        PanelTrouble = "The panel says: {words}";
        WatchBroken = "Xray does not run since: {what}";
        TakeBack = "Take it back";

        // Reading a link
        ReadLink = "What does this link say?";

        // What is wrong with a field
        PortOfInbound = "The inbound “{name}” uses this port.";
        PortOfPanel = "The panel itself uses this port.";
        PortOfSubscription = "The panel’s subscriptions use this port.";
        PortOfXray = "Xray itself uses this port.";

        // The Reality wizard
        Other = "Other";

        // People: adding and changing
        AddingPerson = "add “{name}”";
        PersonAdded = "“{name}” is added";
        PersonGoneNow = "“{name}” is not there any more.";
        LettingIn = "let “{name}” in";
        LetIn = "“{name}” is let in again";
        Pausing = "switch “{name}” off";
        Paused = "“{name}” is switched off. A connection that is open may last until Xray restarts";
        Extending = "add {days} days to “{name}”";
        Extended = "{days} days added to “{name}”";
        AddingData = "add {amount} to “{name}”";
        DataAdded = "{amount} added to “{name}”";
        ChangingPerson = "change “{name}”";
        PersonChanged = "“{name}” is changed";
        TakingBackPerson = "take back what was done to “{name}”";
        PersonTakenBack = "“{name}” is as before";
        ResettingTraffic = "reset the traffic of “{name}”";
        TrafficReset = "The counters of “{name}” are at zero";
        DeletingPerson = "delete “{name}”";
        PersonDeleted = "“{name}” is deleted";
        PersonStillThere = "The panel said yes, but “{name}” is still there";
        LastOfInbound = "“{name}” is the last person of an inbound, and this panel keeps that one. Switch them off, or add somebody first.";
        RestoringPerson = "bring “{name}” back";
        PersonRestored = "“{name}” is back, with the same key";

        // Server
        Logs = "Logs";
        ApiTokens = "API tokens";
        UsageByApi = "Usage by API";
        NewToken = "New token";
    }

    later {
        // Places
        NothingHere = "There is no such page.";

        // Words used everywhere
        Back = "Back";
        Next = "Next";
        Details = "Details";
        Save = "Save";
        Change = "Change";
        Done = "Done";
        Never = "never";
        NoLimit = "no limit";
        NoEnd = "no end";
        Unlimited = "Unlimited";
        On = "On";
        Off = "Off";
        None = "none";

        // Signing in
        SignOut = "Sign out";
        SignedOutHere = "You are signed out on this device.";

        // Inbounds
        SortState = "State";
        SortExpiry = "End";
        SortLastSeen = "Last seen";

        // An inbound
        Port = "Port";
        ListensOn = "Listens on";
        AllAddresses = "all addresses";
        Security = "Security";
        Protocol = "Protocol";
        DataLimit = "Data limit";
        Ends = "Ends";
        Tag = "Tag";
        Target = "Target";
        Sni = "SNI";
        ShortIds = "Short IDs";
        PublicKey = "Public key";
        Fingerprint = "Fingerprint";
        Path = "Path";
        Host = "Host";
        ServiceName = "Service name";
        Flow = "Flow";
        MinClientVersion = "Oldest Xray let in";
        PeopleOfInbound = "People";
        MoreInPeople = "{count} more: look for them among the people";
        DeleteInbound = "Delete inbound";
        DeleteInboundTitle = "Delete “{name}”?";
        DeleteInboundCost = "{people} lose this way in, and their keys for it stop working for good.";
        Delete = "Delete";
        InboundGone = "This inbound is not there any more.";

        // Mending what is wrong with a key
        MendTitle = "{fix}?";
        MendCostPeople = "Xray takes “{name}” over anew: its {people} people drop for a moment. {keys} keys change with it and must be handed out again.";
        MendCostDrop = "Xray takes “{name}” over anew: its {people} people drop for a moment. Their keys stay as they are.";
        MendCostPerson = "{name}’s key changes with it: the one they have stops working. Hand the new one out.";
        PanelLinks = "In the panel’s own links";
        AlsoToKnow = "{count} to know about its keys";

        // People
        SearchPeople = "Search {count} people";
        All = "All";
        RunningOut = "Running out";
        Ended = "Ended";
        EndedDataUsed = "Ended: data used up";
        EndedExpired = "Ended: expired";
        Disabled = "Switched off";
        Active = "Active";
        NeverConnectedBucket = "Never connected";
        NeverConnected = "Never connected";
        NoPeopleYet = "Nobody yet";
        NoPeopleNext = "Give the first person a key: a name is enough.";
        ShowMore = "{count} more";
        Name = "Name";
        InboundAndGroup = "Inbound · group";
        InNoInbound = "in no inbound";
        Data = "Data";
        OfTheLimit = "Of the limit";
        Until = "Until";
        SpeedNow = "Now";
        SpeedUnknown = "measuring";
        LastSeen = "Last seen";
        UsedOf = "{used} of {limit}";
        KeyOf = "Key of {name}";
        FromFirstUse = "{span} from first use";
        SpanLeft = "{span} left";
        EndedAgo = "ended {span}";
        EndWithDate = "{left} · {date}";
        SeenAgo = "Seen {ago}";

        // The handout
        LimitsAndTraffic = "Limits and traffic";
        NoWayIn = "Nobody of this name has a way in. They may have been deleted, or are in no inbound.";
        AddressInKey = "Address in the key";
        AddressHelp = "A name or an address people reach the server by. It is remembered in this browser for every key. Empty: the inbound’s own, else this page’s.";
        CodeLabel = "QR code of {name}’s key";
        CodeFull = "Show the QR code of {name}’s key on the whole screen";
        CodeSmall = "A dense code: scan it from close by, or tap it to fill the screen.";
        CodeOfSubscription = "This code is the subscription";
        CodeOfSubscriptionWhy = "The key itself is too long for a code that cameras read. The app fetches it through the subscription.";
        NoCode = "Too long for a QR code";
        NoCodeWhy = "No camera would read it. Share or copy the link instead.";
        KeyChecksOut = "This key checks out";
        KeyRemarks = "{count} to know about this key";
        NoLink = "No link can be written";
        SwitchOn = "Switch on";
        AppsAll = "Works in every kind of app that was measured.";
        AppsNot = "Does not work in: {apps}.";
        AppsXray = "apps with a new Xray (v2rayNG, v2rayN, Streisand, Happ)";
        AppsXrayOld = "apps with an Xray of 2025 or older";
        AppsMihomo = "Clash apps (Clash Verge, FlClash, Stash)";
        AppsSingBox = "sing-box";
        AppsHiddify = "Hiddify";
        ShareWith = "Share with {name}";
        CopyFor = "Copy for {name}";
        CopyLink = "Copy link";
        CopyAll = "Copy all keys";
        SaveAll = "Save all keys";
        AllKeysOf = "Write the keys of “{name}”";
        AllKeysCopied = "Copied: {count} keys, one a line.";
        AllKeysSaved = "Saved: {count} keys, one a line.";
        AllKeysWithout = "No key can be written for {names}.";
        SoManyOf = "{done} of {all}";
        SavePng = "Save PNG";
        SaveSvg = "Save SVG";
        Print = "Print";
        TheLink = "The link";
        NotSaved = "The browser did not save it.";

        // Reading a link
        PasteLink = "A link somebody sent";
        PasteLinkHelp = "It is read in this browser and sent nowhere.";
        LinkReads = "A well-made link";
        LinkFault = "{part}: {reason}";
        WhoseKey = "Whose key is this?";
        WhoseKeyHelp = "Reads your inbounds and compares here: nothing of the link is sent.";
        KeyBelongs = "The key of “{name}” for “{inbound}”";
        KeyFits = "It fits the inbound as it is now.";
        KeyFitsNot = "It does not work as things are:";
        KeyOfNobody = "No one on this panel has this key.";
        KeyAsItIs = "Show the key as it is now";
        PartWhole = "The text";
        PartCredential = "The person’s id or password";
        PartPayload = "The encoded part";
        ReasonMissing = "missing";
        ReasonTooLong = "too long for a key";
        ReasonNoApp = "not a value any app knows";
        ReasonMalformed = "not of the form it must have";
        ReasonWrongLength = "a key of the wrong length";
        ReasonRepeated = "there twice";
        ReasonUnescaped = "has blanks or letters that break in some apps";
        ReasonBadEscape = "a broken escape";
        ReasonUnsuitable = "does not go with the rest of the link";
        ReasonWebAddress = "this is a web address, perhaps of a subscription, but not a key";

        // What is wrong with a field
        ProblemMissing = "This is needed.";
        ProblemTaken = "Somebody has this name already.";
        ProblemTooLong = "At most {most} letters.";
        ProblemBlank = "No blanks in a name: use “-” instead.";
        ProblemUnseenLetter = "There is a letter in it that cannot be seen. Type it anew.";
        ProblemBadLetter = "“{letter}” cannot be used here.";
        ProblemUnreachable = "No panel finds this name again. Add a letter.";
        ProblemNotANumber = "A whole number is needed.";
        ProblemOutOfRange = "Between {least} and {most}.";
        ProblemNotAHost = "Not a host name such as www.example.com.";
        ProblemIsAnAddress = "A name is needed here, not a number address: it stands in the site’s certificate.";
        ProblemNotPublic = "Only this machine or its own network knows this address; nobody outside gets there.";
        ProblemIsItself = "This is your own server. Choose a site of somebody else.";
        AmountNotANumber = "An amount begins with a number, such as 50 GB.";
        AmountAmbiguous = "This can be read in two ways. Type it without the separator.";
        AmountUnit = "Not a unit of data. Use MB, GB or TB.";
        AmountTooLarge = "More than a panel can count.";
        PortOfSome = "Another inbound uses this port.";
        PortOfPage = "The web server of this page uses this port.";

        // The Reality wizard
        StepOf = "{step} of {steps}";
        SiteTitle = "Which site should it look like?";
        SiteHelp = "Whoever watches the line sees a visit to this site. The best one answers fast from your server and is visited in your country.";
        SitesUnchecked = "This panel cannot try sites, so none of these is checked from your server.";
        SiteLooking = "Trying it from the server…";
        SiteNotLooked = "Not tried: {why}";
        SiteUnfit = "Does not serve: {why}";
        SiteUnfitTitle = "This site does not serve";
        SiteUnfitWhy = "{why}. With such a site nobody gets in.";
        SiteInsist = "Use it all the same";
        MoreSites = "More sites";
        OtherSite = "Another site";
        OtherSiteChecked = "Type its name; it is tried from your server";
        OtherSiteUnchecked = "Type its name. It must speak TLS 1.3";
        SiteName = "Name of the site";
        SiteTry = "Try it";
        SiteDrawsAttention = "Xray warns of this site: names of Apple and Microsoft, and names in .ru, .ir and .cn, draw attention.";
        CertificateValid = "certificate valid";
        CertificateInvalid = "certificate not valid";
        Milliseconds = "{count} ms";
        AddressPeopleUse = "Address people connect to";
        AddressRemembered = "The address you used last.";
        AddressOfPage = "The address of this page.";
        AddressGuessed = "A guess: this page came from a private address, so this is what the server takes for its own. Check it.";
        AddressAsked = "The server is being asked for its own.";
        AddressUnknown = "The server’s public name or address. This page’s own leads nowhere from outside.";
        PortNot443 = "443 is the least noticed port; Xray warns of any other.";
        PortShared = "Port {port} is taken by “{name}” over UDP";
        PortSharedWhy = "Reality uses TCP, so both can stay.";
        WhichApps = "Which apps";
        AppsNew = "Apps with a new Xray";
        AppsNewCost = "v2rayNG, v2rayN, Streisand, Happ, up to date. Hiddify, sing-box, Clash apps and older versions are shut out.";
        AppsAny = "Any app";
        AppsAnyCost = "Hiddify, sing-box and Clash apps too. Xray warns that the server’s address is then easier to notice and to block.";
        KeysByPanel = "Keys made by the panel";
        KeysMaking = "being made";
        KeysFailed = "not made";
        KeysUnusable = "The panel’s keys cannot be used";
        KeysUnusableWhy = "Nothing was made. New ones are asked for when you try again.";
        MakeNewKeys = "Make new keys";
        PrivateKey = "Private key";
        ShowKey = "Show";
        HideKey = "Hide";
        CopyPublicKey = "Copy public key";
        MoreSettings = "More settings";
        Remark = "Remark";
        RemarkHelp = "Your name for this inbound. It also stands in the keys.";
        SniHelp = "Names the inbound answers to, parted by commas. Empty: the site’s own.";
        FingerprintHelp = "The browser the apps pretend to be.";
        ShortIdsHelp = "Drawn for this inbound; the first one stands in the keys.";
        SigningCost = "A second signature, safe from quantum computers. It works only with a site whose certificate is longer than about 3,500 bytes, and makes keys so long that their QR code is hard to scan.";
        NextPerson = "Next: who gets the first key";
        PersonTitle = "Who gets the first key?";
        PersonHelp = "One person with a key of their own. Others can follow later.";
        NameHelp = "A name to know them by, in any script, without blanks.";
        DataHelp = "Such as 75 GB. Empty: no limit.";
        DaysHelp = "In days. Empty: no end.";
        FirstUse = "Start at first use";
        FirstUseHelp = "The days count from the first connection, not from now.";
        Vision = "Vision";
        VisionHelp = "Makes the connection look more like an ordinary visit, and faster. Leave it on unless an app cannot do it.";
        NextReview = "Next: look it over";
        ReviewTitle = "Ready to make";
        ReviewHelp = "Look it over. Going back keeps everything.";
        ReviewSentence = "“{remark}” will listen on port {port} and look like a visit to {site}. {name} gets the first key.";
        ReviewAddress = "Address";
        LooksLike = "Looks like";
        WorthKnowing = "Worth knowing";
        CreateAndShow = "Create and show the key";
        Creating = "Creating…";
        CreatingInbound = "create “{name}”";
        AddingFirst = "add {name}";
        InboundMade = "“{name}” is made";
        ShowTheKey = "Show the key";
        NothingMade = "Nothing was made; what you filled in is kept.";
        NothingMadeOf = "“{name}” was not made; what you filled in is kept.";
        InboundNotThere = "The inbound is not there";
        InboundNotThereWhy = "It was looked for in the panel’s list. What you filled in is kept: send it again.";
        InboundWithoutPerson = "“{inbound}” is made, but {name} is not in it yet. Send again to add them.";
        InDoubt = "Sent, but the answer was lost";
        InDoubtWhy = "It may be made or not, and the panel’s list could not be read either: {why}.";
        LookAgain = "Look again";

        // People: adding and changing
        CreateKey = "Create key";
        UseName = "Use “{name}”";
        NoOpenInbound = "No inbound lets people in";
        NoOpenInboundNext = "Each one is switched off, or is of a kind without people. Switch one on, or make a new one.";
        SeveralInbounds = "Choose several";
        Comment = "Comment";
        CommentHelp = "A note for yourself; the person does not see it.";
        Group = "Group";
        AddressLimit = "Addresses at once";
        AddressLimitHelp = "How many addresses may be connected at the same time. Empty: any number.";
        PersonFound = "The answer was lost on the way, but “{name}” is added.";
        NobodyAdded = "“{name}” was not added; the form is kept.";
        PersonInDoubt = "Whether they were added could not be looked up either: {why}. The form is kept; nobody is added twice.";
        PersonNotThere = "Nobody of this name is there. They may have been deleted or renamed.";
        DataLeft = "{amount} left";
        PlusDays = "+30 days";
        PlusData = "+10 GB";
        LetsIn = "Let in";
        LetsInHelp = "The key works.";
        PausedHelp = "Switched off: the key opens no new connection.";
        MoreDataLetsIn = "The data is used up. More of it, or a reset, lets them in again.";
        MoreDaysLetIn = "The time is over. More days let them in again.";
        Subscription = "Subscription";
        CopySubscription = "Copy subscription";
        ConnectedNow = "connected now";
        Renews = "Renews itself";
        EveryDays = "every {days} days";
        AnyNumber = "any number";
        AddedOn = "Added";
        SeenAddresses = "Addresses seen";
        NoAddresses = "None noted. Panels note addresses only where counting them is switched on.";
        ResetTraffic = "Reset traffic";
        ResetTrafficTitle = "Set the counters of “{name}” to zero?";
        ResetTrafficCost = "Used data counts from zero again. Who had used up their data is let in again; who was switched off stays so.";
        ResetTrafficLetsIn = "Used data counts from zero again. This panel also switches the person on, even where you had switched them off.";
        DeletePersonTitle = "Delete “{name}”?";
        DeletePersonCost = "Their key opens no new connection, and their counters are gone. A connection that is open may last until Xray restarts.";
        InDays = "In days";
        OnDay = "On a day";
        FromFirst = "From first use";
        DaysFromNow = "Days from now";
        DaysFromFirstUse = "Days from the first use";
        LastDay = "Last day";
        LastDayHelp = "They are let in until this day is over, where you are.";
        RenameHelp = "The key stays the same; apps that have it keep its old name.";
        SoFarUsed = "So far: {used}.";
        SavedSafely = "It may have been saved. Saving again is safe: nothing is added twice.";

        // Settings
        LookTitle = "Look";
        Theme = "Theme";
        AsTheSystem = "System";
        Light = "Light";
        Dark = "Dark";
        Direction = "Direction";
        AsTheLanguage = "Automatic";
        LeftToRight = "Left to right";
        RightToLeft = "Right to left";
        Language = "Language";
        PanelTitle = "This panel";
        ThisPanel = "Panel";
        AddressOfPanel = "Address";
        XrayVersion = "Xray";
        HowItSpeaks = "Generation";
        SpokenA = "v2.0 to v2.6: people live inside inbounds";
        SpokenB = "v2.7 to v2.9: people live inside inbounds";
        SpokenC0 = "v3.0: people live inside inbounds, with API tokens";
        SpokenC1 = "v3.1 and newer: people stand apart, in one inbound or in several";
        MemoryTitle = "What this browser remembers";
        RemembersPanel = "Which panel this is, and what to ask it first, so that the next visit starts sooner";
        RemembersTheme = "The theme";
        RemembersDirection = "The direction";
        RemembersOrder = "The order of people";
        RemembersInboundOrder = "The order of inbounds";
        RemembersAddress = "The address keys carry";
        RemembersLive = "Whether to listen to the panel";
        RemembersChoices = "Inbound and limits of the last new key";
        NeverRemembered = "Never a password, a code, a token or a key.";
        Forget = "Forget my choices";
        Forgotten = "Forgotten";
        LiveTitle = "Fresh values";
        LiveWish = "Listen to the panel";
        LiveAuto = "When the line allows";
        LiveOn = "Always";
        LiveOff = "Never";
        LiveNow = "The panel tells what changes by itself.";
        AskedNow = "The panel is asked every 5 seconds.";
        LiveHelp = "Asking costs less on a slow line, where the browser saves data, and above 250 people. Out of sight, this page does neither.";
        Privacy = "Privacy";
        PrivacyNobody = "This page talks to your panel and to nobody else: no statistics, no fonts, no scripts from elsewhere.";
        PrivacyHere = "Keys, links and QR codes are made in this browser.";
        PrivacySecrets = "Keys on the screen are gone when you close the page. What you copy, save or share is out of its hands.";
        PrivacyAddress = "Who knows the panel’s address can try to sign in. Keep its secret path out of messages and screenshots.";
        YourSession = "Your session";
        CookieOutlives = "Signing out only drops this browser’s cookie. Somebody who copied it stays signed in until it expires.";
        PasswordEnds = "A new password ends that at once: every session everywhere, this one too. You sign in again with the new one.";
        PasswordEndsNot = "On this version not even a new password ends it; only time does.";
        FactorEnds = "Switching two-factor sign-in on ends every session as well, this one too.";
        PasswordDropsFactor = "A new password switches two-factor sign-in off. Switch it on again afterwards.";
        PanelSettings = "Two-factor, in the panel’s own settings";
        ChangePassword = "Change the password";
        PasswordNow = "Password now";
        PasswordNew = "New password";
        PasswordAgain = "New password again";
        PasswordsDiffer = "The two are not the same.";
        PasswordSame = "This is the password you have.";
        ChangingPassword = "change the password";
        PasswordChanged = "The password is changed. Sign in with the new one.";
        PasswordChangedOld = "The password is changed. Sessions that are open stay open until they expire.";
        PasswordMayBe = "The answer was lost, so the password may be changed all the same. Try the new one first when you sign in.";
        SignOutTitle = "Sign out on this device?";
        SignOutCost = "The panel only drops this browser’s cookie. Somebody who copied it stays signed in until it expires; a new password ends it at once, everywhere.";
        SignOutCostOld = "The panel only drops this browser’s cookie. Somebody who copied it stays signed in until it expires; on this version not even a new password ends it.";

        // Server
        Restart = "Restart";
        Start = "Start";
        Stop = "Stop";
        RestartTitle = "Restart Xray?";
        RestartCost = "Everybody who is connected drops for some seconds. Apps connect again by themselves.";
        StopTitle = "Stop Xray?";
        StopCost = "Everybody is cut off at once, and nobody gets in until you start it again.";
        StopCostOld = "Everybody is cut off at once. On this panel the next change to an inbound or a person starts Xray again by itself.";
        RestartingXray = "restart Xray";
        StartingXray = "start Xray";
        StoppingXray = "stop Xray";
        FollowingRestart = "Restarting. Watching until it runs again…";
        FollowingStart = "Starting. Watching until it runs…";
        FollowingStop = "Stopping…";
        XrayIsBack = "Xray runs";
        XrayIsStopped = "Xray is stopped: nobody gets in";
        XrayNotBack = "Xray was started, but does not stay up. The reason is on the Server page.";
        XrayNoAnswer = "Xray has not been seen to obey for {seconds} seconds. Look at the panel’s log.";
        RunningFor = "Running {span}";
        Starting = "Starting";
        Stopped = "Stopped";
        DoesNotRun = "Does not run";
        NotKnownYet = "Not known yet";
        Since = "Since {time}";
        StartingMore = "It was started and has not yet shown that it stays up.";
        StoppedMore = "Nobody gets in.";
        FailingMore = "Nobody gets in. The panel starts it again and again.";
        ReasonUnknown = "Its own words below say why.";
        XraysWords = "Xray’s own words";
        OpenInbound = "Open “{name}”";
        Cpu = "CPU";
        Memory = "Memory";
        Swap = "Swap";
        Disk = "Disk";
        Connections = "Connections";
        Network = "Network";
        NetworkNow = "Network now";
        TotalTraffic = "Total traffic";
        CoresAndLoad = "{cores}-core · load {load}";
        OfTotal = "of {total}";
        OfPeople = "of {total} people";
        NoneThere = "none";
        TcpAndUdp = "TCP {tcp} · UDP {udp}";
        OutAndIn = "out {out} · in {in}";
        Out = "out";
        In = "in";
        Uptime = "Server up for";
        PublicIpv4 = "Public IPv4";
        PublicIpv6 = "Public IPv6";
        LastHour = "The last hour";
        ScaleTo = "top: {top}";
        Now = "now";
        KeptByPanel = "Kept by the panel, a point a minute";
        SeenHere = "Measured since you opened this page; this panel keeps no history of it";
        LogsHint = "panel · access";
        LogsHintOld = "panel";
        ApiTokensHint = "for scripts and billing";
        ApiTokensHintOld = "since v3.0";
        UsageByApiHint = "a recipe";
        PanelLog = "Panel";
        AccessLog = "Xray access";
        SearchLog = "Filter lines";
        FromLevel = "From which level on";
        LevelDebug = "Everything";
        LevelInfo = "Info and up";
        LevelNotice = "Notices and up";
        LevelWarning = "Warnings and up";
        LevelError = "Errors only";
        AnyInbound = "Any inbound";
        FateDirect = "direct";
        FateBlocked = "blocked";
        FateProxied = "proxied";
        Pause = "Pause";
        Follow = "Follow";
        LogEmpty = "Nothing is noted at this level.";
        NobodyConnected = "Nobody has connected since the log was begun.";
        AccessLogIsOff = "The access log is off";
        AccessLogMayBeOff = "Nothing is noted: the access log is off, or nobody has connected yet";
        AccessLogHow = "It is off by default. Switch it on in the panel’s Xray settings: Log → Access log (log.access in the template), for example ./access.log. It notes who goes where: keep it on only as long as you need it.";
        OpenXrayTemplate = "Open Xray settings";
        TokensAre = "A token lets a script use the panel’s API without a password. Whoever has it can do all that it may.";
        NoTokensYet = "No token yet.";
        TokensInClear = "This panel keeps its tokens in clear";
        TokensInClearWhy = "Whoever signs in, or reads its database, can read them all. Panels since v3.2.7 keep only a digest.";
        NoTokensHere = "This panel has no API tokens; they came with v3.0. A script signs in as you do, and keeps the cookie:";
        TheOneToken = "The token of this panel";
        OneToken = "This panel has one token";
        OneTokenWhy = "A new one takes its place: scripts that use the old one are shut out at once.";
        SwitchToken = "{name}: let it in";
        MadeOn = "made {date}";
        EndsOn = "ends {date}";
        TokenOn = "“{name}” is let in";
        TokenOff = "“{name}” is switched off";
        SwitchingToken = "switch “{name}”";
        DeleteTokenTitle = "Delete “{name}”?";
        DeleteTokenCost = "Scripts that use it are shut out at once. A token cannot be brought back.";
        DeletingToken = "delete “{name}”";
        TokenDeleted = "“{name}” is deleted";
        TokenStillThere = "The panel said yes, but “{name}” is still there";
        TokenNameHelp = "What it is for, such as “billing”. At most 64 letters, and no other token’s name.";
        MakeToken = "Make the token";
        MakingToken = "make the token “{name}”";
        TokenUnseen = "The answer was lost, but “{name}” is made";
        TokenUnseenMore = "Nobody has seen it, and nobody can any more. Delete it and make another.";
        TokenMayBe = "It may be made all the same, and nobody has seen it. Look at the list before you make another.";
        TokenMade = "The token is made";
        CopyTokenNow = "Copy it now";
        TokenSeenOnce = "It is shown this once. When you close this, nobody can see it again.";
        TheToken = "The token";
        CopyToken = "Copy token";
        TryItWith = "Try it";
        TokenCommand = "curl -H \"Authorization: Bearer {token}\" \\\n  {base}panel/api/server/status";
        MayDo = "What it may do";
        ScopeAdmin = "Everything";
        ScopeAdminHelp = "All that you can do yourself, also delete.";
        ScopeMonitor = "Look at the server";
        ScopeMonitorHelp = "Only the server’s status: load, memory, Xray.";
        ScopeSync = "Read status and usage";
        ScopeSyncHelp = "Status, inbounds with everybody’s keys and usage, who is online. Enough for billing.";
        ScopeOther = "Another scope";
        RecipeToken = "Make a token, and let your billing ask for everybody’s counters. One question is enough for all.";
        RecipeScope = "Which token";
        RecipeScopeWhy = "Where tokens have a scope, it needs “Read status and usage” (node-sync) or “Everything” (admin). Either also reads people’s keys: keep it as safe as a password.";
        RecipeOneCommand = "With one command";
        RecipeTenLines = "As a script";
        RecipeTenLinesHelp = "Python 3, nothing to install. It writes one line for each person: name, bytes used, limit in bytes (0: none).";
        RecipeCommand = "curl -fsS -H \"Authorization: Bearer $TOKEN\" \\\n  {base}panel/api/inbounds/list";
        RecipeScript = "import json, os, urllib.request\nask = urllib.request.Request(\"{base}panel/api/inbounds/list\",\n    headers=dict(Authorization=\"Bearer \" + os.environ[\"TOKEN\"]))\nanswer = json.load(urllib.request.urlopen(ask, timeout=60))\nassert answer[\"success\"], answer[\"msg\"]\npeople = dict()\nfor inbound in answer[\"obj\"] or []:\n    for row in inbound[\"clientStats\"] or []:\n        people[row[\"email\"]] = row\nfor name, row in sorted(people.items()):\n    print(name, row[\"up\"] + row[\"down\"], row[\"total\"], sep=\"\\t\")";
        RecipeCookieScript = "import json, os, urllib.parse, urllib.request, http.cookiejar\nopen_url = urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open\nwho = urllib.parse.urlencode(dict(username=os.environ[\"NAME\"], password=os.environ[\"PASSWORD\"]))\nassert json.load(open_url(\"{base}login\", who.encode(), 60))[\"success\"]\nanswer = json.load(open_url(\"{base}panel/api/inbounds/list\", None, 60))\npeople = dict()\nfor inbound in answer[\"obj\"] or []:\n    for row in inbound[\"clientStats\"] or []:\n        people[row[\"email\"]] = row\nfor name, row in sorted(people.items()):\n    print(name, row[\"up\"] + row[\"down\"], row[\"total\"], sep=\"\\t\")";
        CookieCommands = "curl -fsS -c cookies --data-urlencode \"username=$NAME\" \\\n  --data-urlencode \"password=$PASSWORD\" {base}login\ncurl -fsS -b cookies {base}panel/api/inbounds/list";
        RecipeBytes = "up and down are bytes; a panel’s GB is 1024³ of them.";
        RecipeReset = "Counters start again at zero when traffic is reset, by hand or by a renewal. Keep the last value: a smaller one means a reset, not a refund.";
        RecipeTwice = "Somebody in several inbounds has one counter, shown under each. Take it once, by name, as the script does.";
        RecipeLimit = "Counters are up to 10 seconds old, and ask no more than once a minute: on a large panel the answer is long.";
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, Key, LATER};

    #[test]
    fn every_key_has_its_own_english() {
        assert_eq!(Key::ALL.len(), FIRST.len() + LATER.len());
        for (index, (key, name)) in Key::ALL.iter().enumerate() {
            assert_eq!(*key as usize, index, "{name}");
            assert!(!key.english().trim().is_empty(), "{name}");
        }
        assert_eq!(Key::SignIn.english(), "Sign in");
    }

    #[test]
    fn places_to_fill_are_closed() {
        for (key, name) in Key::ALL {
            let open = key.english().matches('{').count();
            assert_eq!(open, key.english().matches('}').count(), "{name}");
        }
    }
}
