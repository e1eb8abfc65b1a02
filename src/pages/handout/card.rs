//! The code as a picture: a card with the name, the code and the address.

use panel::qr::Qr;
use web_sys::{Blob, CanvasRenderingContext2d};

use crate::browser::download;

/// Pixels of a module.
const MODULE: u32 = 12;
/// Room below the code for two lines of text.
const FOOT: u32 = 150;

/// The code as an SVG file: black on white, quiet zone inside.
pub fn svg(code: &Qr) -> String {
    let view_box = code.view_box();
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>"##,
        size = code.size(),
        path = code.path(),
    )
}

/// The card as a PNG.
pub async fn png(code: Qr, name: String, address: String) -> Option<Blob> {
    let side = u32::try_from(code.size()).ok()? * MODULE;
    download::png(side, side + FOOT, |context| draw(context, &code, side, &name, &address)).await
}

fn draw(context: &CanvasRenderingContext2d, code: &Qr, side: u32, name: &str, address: &str) {
    let (wide, tall, module) = (f64::from(side), f64::from(side + FOOT), f64::from(MODULE));
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, wide, tall);
    context.set_fill_style_str("#000");
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.dark(*x, y)) {
            let at = |cell: usize| u32::try_from(cell).map_or(0.0, f64::from) * module;
            context.fill_rect(at(x), at(y), module, module);
        }
    }
    context.set_text_align("center");
    context.set_font("600 44px system-ui, sans-serif");
    let _ = context.fill_text_with_max_width(name, wide / 2.0, wide + 30.0, wide - 80.0);
    context.set_font("30px ui-monospace, monospace");
    let _ = context.fill_text_with_max_width(address, wide / 2.0, wide + 90.0, wide - 80.0);
}
