//! `vmess://BASE64(JSON)` (§7; v2rayN's description of the VMess share link).
//!
//! ```
//! use panel::link::{self, Strictness};
//! let text = "vmess://b831381d-6324-4d53-ad4f-8cda48b30811@v.example:443?type=ws&path=%2Fv&security=tls#n";
//! let key = link::parse(text, Strictness::Strict).unwrap();
//! let (inbound, client) = link::to_inbound(&key);
//! let usual = &link::write(&inbound, &client, &Default::default()).unwrap()[0].text;
//! assert!(usual.starts_with("vmess://eyJ2IjoiMiIs"));
//! assert_eq!(link::parse(usual, Strictness::Strict).unwrap().param("path"), "/v");
//! ```

use super::endpoint::Endpoint;
use super::security::Shield;
use super::{Error, Key, base64, transport};
use crate::model::Credential;
use crate::model::stream::{Network, Stream};
use crate::wire::vmess::{self, VmessFields};

pub(super) fn write(key: &Key<'_>, endpoint: &Endpoint<'_>, name: &str) -> Result<String, Error> {
    let client = key.client()?;
    let Credential::Uuid(id) = &client.credential else { return Err(Error::MissingCredential) };
    if id.is_empty() {
        return Err(Error::MissingCredential);
    }
    let stream = &key.inbound.stream;
    let mut fields = VmessFields {
        name,
        host: &endpoint.host,
        port: endpoint.port,
        id: id.expose(),
        cipher: cipher(&client.security, &endpoint.shield),
        network: stream.network.name(),
        mask: &stream.mask.shared.0,
        ..VmessFields::default()
    };
    put_transport(stream, &mut fields)?;
    put_security(stream, &endpoint.shield, &mut fields)?;
    Ok(format!("vmess://{}", base64::encode(vmess::encode(&fields).as_bytes())))
}

/// Ciphers Xray no longer takes become `auto`; and with TLS, where sing-box makes one of those of `auto`, the cipher
/// is named (§16).
fn cipher<'a>(stored: &'a str, shield: &Shield<'_>) -> &'a str {
    match stored {
        "" | "none" | "zero" | "auto" if matches!(shield, Shield::Tls(_)) => "aes-128-gcm",
        "" | "none" | "zero" => "auto",
        other => other,
    }
}

fn put_transport<'a>(stream: &'a Stream, fields: &mut VmessFields<'a>) -> Result<(), Error> {
    match &stream.network {
        Network::Tcp(tcp) => {
            if let Some(http) = &tcp.http {
                fields.kind = "http";
                fields.request_host = &http.host;
                fields.path = http.paths.join(",").into();
            }
        }
        Network::Kcp(kcp) => {
            fields.kind = transport::kcp_header(kcp, &stream.mask);
            fields.path = transport::kcp_seed(kcp, &stream.mask).into();
            (fields.mtu, fields.tti) = (kcp.mtu, kcp.tti.unwrap_or_default());
        }
        Network::WebSocket(http) | Network::HttpUpgrade(http) => {
            fields.request_host = http.effective_host();
            fields.path = http.path.as_str().into();
        }
        Network::Grpc(grpc) => {
            fields.kind = if grpc.multi_mode { "multi" } else { "gun" };
            fields.request_host = &grpc.authority;
            fields.authority = &grpc.authority;
            fields.path = grpc.service_name.as_str().into();
        }
        Network::Xhttp(xhttp) => {
            fields.kind = transport::xhttp_mode(xhttp);
            fields.mode = fields.kind;
            fields.request_host = xhttp.effective_host();
            fields.path = xhttp.path.as_str().into();
            fields.padding = &xhttp.padding;
            fields.extra = &xhttp.extra.0;
        }
        other => return Err(Error::UnsupportedTransport(other.name().to_owned())),
    }
    Ok(())
}

fn put_security<'a>(stream: &Stream, shield: &'a Shield<'a>, fields: &mut VmessFields<'a>) -> Result<(), Error> {
    match shield {
        Shield::Open => {}
        Shield::Reality(_) => return Err(Error::UnsupportedSecurity(shield.name().to_owned())),
        Shield::Tls(tls) => {
            fields.tls = true;
            fields.sni = tls.sni;
            fields.fingerprint = tls.fingerprint;
            fields.alpn = tls.alpn(&stream.network);
            fields.ech = tls.ech;
            fields.verify_names = tls.verify_names;
            fields.pins = tls.pins();
            fields.insecure = tls.insecure;
        }
    }
    Ok(())
}
