//! A Reality inbound with its first person.

use super::{Field, PersonDraft, Problem, ProblemKind, Taken, address, line, target};
use crate::model::fresh::{SHORT_IDS_SIZE, short_ids};
use crate::model::{Apps, Fresh, Millis, NewReality, RealityKeys, RealityPlan, SigningKeys, Site};

const MOST_REMARK: usize = 64;

/// Browsers an app can pretend to be on a Reality inbound, the usual one first. Others connect seldom or never.
pub const FINGERPRINTS: [&str; 7] = ["chrome", "firefox", "safari", "ios", "edge", "qq", "random"];

/// The form for a new Reality inbound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealityDraft {
    /// Site it looks like, with or without a port.
    pub target: String,
    /// Names it answers to; nothing: the site's own.
    pub server_names: String,
    /// Address people connect to; nothing: the one the panel is reached by.
    pub address: String,
    /// Port.
    pub port: String,
    /// The operator's name for it.
    pub remark: String,
    /// Which apps it lets in.
    pub apps: Apps,
    /// Whether its people get Vision flow.
    pub vision: bool,
    /// Whether it also signs with ML-DSA-65.
    pub signed: bool,
    /// One of [`FINGERPRINTS`]; anything else counts as the first.
    pub fingerprint: String,
    /// The first person; its inbounds do not count.
    pub person: PersonDraft,
}

impl Default for RealityDraft {
    fn default() -> Self {
        Self {
            target: String::new(),
            server_names: String::new(),
            address: String::new(),
            port: String::new(),
            remark: "Reality".to_owned(),
            apps: Apps::default(),
            vision: true,
            signed: false,
            fingerprint: "chrome".to_owned(),
            person: PersonDraft::default(),
        }
    }
}

/// What the form is checked against.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// Ports that are taken.
    pub taken: &'a Taken,
    /// Whether somebody has a name, in lower case.
    pub names: &'a dyn Fn(&str) -> bool,
    /// Host the panel is reached by.
    pub host: &'a str,
    /// The time.
    pub now: Millis,
}

/// What is worth knowing about a choice that works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Caution {
    /// The core warns of sites with such a name.
    SiteDrawsAttention,
    /// The core warns of any other port than 443.
    PortNot443,
    /// Letting any app in makes the server easier to notice.
    AnyAppIsNoticed,
    /// Apps without a new Xray inside are shut out.
    OldAppsShutOut,
    /// ML-DSA-65 works only with a site whose certificate is about 3,550 bytes or longer.
    SignedNeedsLongCertificate,
}

/// Why keys cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unusable {
    /// The X25519 pair is not two times 32 bytes in base64url.
    Keys,
    /// ML-DSA-65 keys are wanted and not there, or not of the right length.
    SigningKeys,
}

impl RealityDraft {
    /// Checks the form.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the form.
    pub fn check(&self, around: Surroundings<'_>) -> Result<RealityPlan, Vec<Problem>> {
        let mut problems = Vec::new();
        let site = Problem::gather(&mut problems, Field::Target, target::check(&self.target));
        let host = site.as_ref().map_or("", |(host, _)| host);
        let names = target::server_names(&self.server_names, host);
        let names = Problem::gather(&mut problems, Field::ServerNames, names);
        // A site that is this very server would send every visitor round in a circle.
        let itself =
            !host.is_empty() && [around.host, self.address.trim()].iter().any(|own| own.eq_ignore_ascii_case(host));
        if itself {
            problems.push(Problem { field: Field::Target, kind: ProblemKind::IsItself });
        }
        let address = Problem::gather(&mut problems, Field::Address, address::check(&self.address));
        let port = Problem::gather(&mut problems, Field::Port, around.taken.check(&self.port));
        let remark = Problem::gather(&mut problems, Field::Remark, remark(&self.remark));
        let person = self.person.gather(around.names, around.now, &mut problems);
        let plan = || {
            let (host, target_port) = site.clone().filter(|_| !itself)?;
            Some(RealityPlan {
                remark: remark?,
                port: port?,
                site: Site { target: [&host, ":", &target_port.to_string()].concat(), server_names: names? },
                address: address?,
                apps: self.apps,
                vision: self.vision,
                signed: self.signed,
                fingerprint: FINGERPRINTS.into_iter().find(|own| *own == self.fingerprint).unwrap_or("chrome"),
                person: person?,
            })
        };
        plan().ok_or(problems)
    }
}

impl RealityPlan {
    /// What is worth knowing before it is made.
    #[must_use]
    pub fn cautions(&self) -> Vec<Caution> {
        let apps = match self.apps {
            Apps::AnyApp => Caution::AnyAppIsNoticed,
            Apps::NewXrayOnly => Caution::OldAppsShutOut,
        };
        [
            target::draws_attention(&self.site).then_some(Caution::SiteDrawsAttention),
            (self.port != 443).then_some(Caution::PortNot443),
            Some(apps),
            self.signed.then_some(Caution::SignedNeedsLongCertificate),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl NewReality {
    /// Puts the panel's keys and fresh random bytes to the plan.
    ///
    /// # Errors
    /// Which keys Xray would not start with.
    pub fn new(
        plan: RealityPlan,
        keys: RealityKeys,
        signing: Option<SigningKeys>,
        random: &[u8; SHORT_IDS_SIZE],
        fresh: Fresh,
    ) -> Result<Self, Unusable> {
        if !(is_base64url(keys.private.expose(), 43) && is_base64url(&keys.public, 43)) {
            return Err(Unusable::Keys);
        }
        let signing = signing.filter(|_| plan.signed);
        let fits = |keys: &SigningKeys| is_base64url(keys.seed.expose(), 43) && is_base64url(&keys.verify, 2603);
        if plan.signed && !signing.as_ref().is_some_and(fits) {
            return Err(Unusable::SigningKeys);
        }
        Ok(Self { plan, keys, signing, short_ids: short_ids(random), fresh })
    }
}

fn is_base64url(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn remark(text: &str) -> Result<String, ProblemKind> {
    let remark = line(text, MOST_REMARK)?;
    if remark.is_empty() { Err(ProblemKind::Missing) } else { Ok(remark) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Holder;
    use crate::model::{Expiry, NewPerson, Ports, Quota, Secret};

    fn draft() -> RealityDraft {
        let person = PersonDraft { name: "bob".into(), ..PersonDraft::default() };
        RealityDraft { target: "www.nvidia.com".into(), port: "443".into(), person, ..RealityDraft::default() }
    }

    fn check(draft: &RealityDraft, taken: &Taken) -> Result<RealityPlan, Vec<Problem>> {
        let names = |key: &str| key == "ada";
        draft.check(Surroundings { taken, names: &names, host: "panel.example.com", now: Millis(1_795_343_918_000) })
    }

    fn keys() -> RealityKeys {
        let private = Secret::new("MKKvMMhTYxIR2zm3Mc81g_Rd_5qatZcXluSum3BZPGY");
        RealityKeys { private, public: "zpcGIi1KNgy5IHTfM7i3CNCzf7ezXeqJuuNJrCH3KC4".into() }
    }

    fn finish(plan: RealityPlan, keys: RealityKeys, signing: Option<SigningKeys>) -> Result<NewReality, Unusable> {
        NewReality::new(plan, keys, signing, &[7; SHORT_IDS_SIZE], Fresh::new(&[7; Fresh::SIZE]))
    }

    #[test]
    fn a_site_a_port_and_a_name_are_enough() {
        let plan = check(&draft(), &Taken::default()).unwrap();
        let bob = NewPerson {
            name: "bob".into(),
            quota: Quota::Unlimited,
            expiry: Expiry::Never,
            limit_ip: 0,
            comment: String::new(),
            group: String::new(),
            inbounds: Vec::new(),
        };
        let expected = RealityPlan {
            remark: "Reality".into(),
            port: 443,
            site: Site { target: "www.nvidia.com:443".into(), server_names: vec!["www.nvidia.com".into()] },
            address: String::new(),
            apps: Apps::NewXrayOnly,
            vision: true,
            signed: false,
            fingerprint: "chrome",
            person: bob,
        };
        assert_eq!(plan, expected);
        assert_eq!(plan.cautions(), [Caution::OldAppsShutOut]);
    }

    #[test]
    fn every_problem_is_told_at_once_in_the_order_of_the_form() {
        let bad = RealityDraft {
            target: "1.1.1.1".into(),
            server_names: "localhost".into(),
            address: "10.0.0.1".into(),
            port: "2053".into(),
            remark: " ".into(),
            person: PersonDraft { name: "Ada".into(), ..PersonDraft::default() },
            ..draft()
        };
        let ports = Some(Ports { panel: 2053, subscription: None });
        let told = check(&bad, &Taken { ports, ..Taken::default() }).unwrap_err();
        let expected = [
            (Field::Target, ProblemKind::IsAnAddress),
            (Field::ServerNames, ProblemKind::NotPublic),
            (Field::Address, ProblemKind::NotPublic),
            (Field::Port, ProblemKind::PortTaken(Holder::Panel)),
            (Field::Remark, ProblemKind::Missing),
            (Field::Name, ProblemKind::Taken),
        ];
        assert_eq!(told, expected.map(|(field, kind)| Problem { field, kind }));
    }

    #[test]
    fn a_server_cannot_look_like_itself() {
        for (target, address) in [("panel.example.com", ""), ("VPN.example.com", "vpn.example.com")] {
            let draft = RealityDraft { target: target.into(), address: address.into(), ..draft() };
            let itself = Problem { field: Field::Target, kind: ProblemKind::IsItself };
            assert_eq!(check(&draft, &Taken::default()), Err(vec![itself]), "{target}");
        }
    }

    #[test]
    fn what_works_but_is_noticed_is_told() {
        let draft = RealityDraft {
            target: "www.apple.com:8443".into(),
            port: "2087".into(),
            apps: Apps::AnyApp,
            signed: true,
            ..draft()
        };
        let plan = check(&draft, &Taken::default()).unwrap();
        assert_eq!(plan.site.target, "www.apple.com:8443");
        let expected = [
            Caution::SiteDrawsAttention,
            Caution::PortNot443,
            Caution::AnyAppIsNoticed,
            Caution::SignedNeedsLongCertificate,
        ];
        assert_eq!(plan.cautions(), expected);
    }

    #[test]
    fn only_keys_xray_starts_with_come_through() {
        let plan = check(&draft(), &Taken::default()).unwrap();
        assert!(finish(plan.clone(), keys(), None).is_ok());
        for public in ["short", "", &"+".repeat(43)] {
            let bad = RealityKeys { public: public.into(), ..keys() };
            assert!(finish(plan.clone(), bad, None).err() == Some(Unusable::Keys), "{public}");
        }
        let bad = RealityKeys { private: Secret::new("short"), ..keys() };
        assert!(finish(plan.clone(), bad, None).err() == Some(Unusable::Keys));

        let signing = |length| SigningKeys { seed: Secret::new("s".repeat(43)), verify: "v".repeat(length) };
        let signed = RealityPlan { signed: true, ..plan.clone() };
        assert!(finish(signed.clone(), keys(), None).err() == Some(Unusable::SigningKeys));
        assert!(finish(signed.clone(), keys(), Some(signing(43))).err() == Some(Unusable::SigningKeys));
        assert!(finish(signed, keys(), Some(signing(2603))).is_ok_and(|new| new.signing.is_some()));
        assert!(finish(plan, keys(), Some(signing(2603))).is_ok_and(|new| new.signing.is_none()));
    }
}
