//! Line icons on a 24-unit grid, and the mark.

use leptos::prelude::*;

/// An icon by what it means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    Online,
    People,
    Inbounds,
    Server,
    Settings,
    Plus,
    Close,
    Back,
    Search,
    Share,
    Copy,
    Save,
    Print,
    Check,
    Warning,
    Refresh,
    Full,
    Qr,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Online => "M4.5 12.5a10.6 10.6 0 0 1 15 0M7.4 15.4a6.5 6.5 0 0 1 9.2 0M10.3 18.3a2.4 2.4 0 0 1 3.4 0",
            Self::People => {
                "M16 19v-1.5a3.5 3.5 0 0 0-3.5-3.5h-5A3.5 3.5 0 0 0 4 17.5V19M10 4.3a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4M20 19v-1.4a3.5 3.5 0 0 0-2.6-3.3M15.5 4.6a3.2 3.2 0 0 1 0 5.8"
            }
            Self::Inbounds => {
                "M6 4h12a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM6 13h12a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-3a2 2 0 0 1 2-2ZM8 7.5h.01M8 16.5h.01"
            }
            Self::Server => "M4 13h3l2.2-6 4.2 11 2.4-5H20",
            Self::Settings => {
                "M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6M12 3.5v2M12 18.5v2M4.6 7.7l1.8 1M17.6 15.3l1.8 1M4.6 16.3l1.8-1M17.6 8.7l1.8-1"
            }
            Self::Plus => "M12 5v14M5 12h14",
            Self::Close => "m6 6 12 12M18 6 6 18",
            Self::Back => "m14.5 6-6 6 6 6",
            Self::Search => "M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12M20 20l-4.6-4.6",
            Self::Share => "M12 15V4.5M8.2 8 12 4.2 15.8 8M6 12v6.5A1.5 1.5 0 0 0 7.5 20h9a1.5 1.5 0 0 0 1.5-1.5V12",
            Self::Copy => {
                "M10 8h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2ZM16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2"
            }
            Self::Save => "M12 4v11M8 11.2l4 4 4-4M5 19.5h14",
            Self::Print => {
                "M7 9V4h10v5M7 17H5.5A1.5 1.5 0 0 1 4 15.5v-5A1.5 1.5 0 0 1 5.5 9h13a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H17M7 14h10v6H7z"
            }
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::Warning => "M12 4 2.8 19.5h18.4ZM12 10v4.5M12 17h.01",
            Self::Refresh => "M19.5 12a7.5 7.5 0 1 1-2.200-5.300L19.5 9M19.5 4.5V9H15",
            Self::Qr => "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v6h-6v-2",
            Self::Full => "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
        }
    }
}

/// One icon. It is decoration: what it means must also stand in a label.
#[component]
pub fn Icon(of: Glyph) -> impl IntoView {
    view! { <svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d=of.path() /></svg> }
}

/// The product's mark.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 56 56" aria-hidden="true">
            <rect width="56" height="56" rx="17" />
            <path d="M28 14.5a8 8 0 0 1 3.6 15.1l3 11.6a1.6 1.6 0 0 1-1.6 1.9H23a1.6 1.6 0 0 1-1.6-1.9l3-11.6A8 8 0 0 1 28 14.5Z" />
        </svg>
    }
}
