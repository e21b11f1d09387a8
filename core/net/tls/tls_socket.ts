/**
 * Ports whose callers begin with a TLS handshake.
 *
 * @module
 */

import { createSecureContext, type SecureContext } from "node:tls";
import type { AcceptedConn, ListeningSocket } from "../listening_socket.ts";
import {
  CertificateError,
  readCertificate,
  type TlsCertificate,
  type TlsFiles,
} from "./tls_certificate.ts";
import { TlsConn } from "./tls_conn.ts";

/** Where to listen, as `Deno.listen` is told. */
type Where = Deno.TcpListenOptions;

/** Opens a port of TCP. */
type OpenTcp = (where: Where) => ListeningSocket;

/**
 * The first Deno whose `node:tls` serves callers over any stream, and lets go of all that it holds
 * for them.
 */
const FIRST_WITH_SERVER = [2, 9, 5] as const;

/**
 * Opens a port that speaks TLS.
 *
 * @param openTcp Opens the port that TLS is put on; `Deno.listen` unless given.
 * @throws {CertificateError} If the certificate can't be used.
 * @throws What `Deno.listen` does.
 */
export function openTls(files: TlsFiles, where: Where, openTcp?: OpenTcp): ListeningSocket {
  const certificate = readCertificate(files);
  const open = canServe(Deno.version.deno) ? openWithNode : openWithRuntime;
  return open(where, { files, certificate, ...(openTcp && { openTcp }) });
}

/** A certificate, and where to find the next one. */
interface Identity {
  readonly files: TlsFiles;
  readonly certificate: TlsCertificate;
  readonly openTcp?: OpenTcp;
}

function canServe(version: string): boolean {
  const numbers = version.split(".").map((part) => parseInt(part));
  const difference = FIRST_WITH_SERVER
    .map((first, i) => (numbers[i] ?? 0) - first)
    .find((difference) => difference !== 0);
  return (difference ?? 0) >= 0;
}

/** Accepts connections of TCP, and puts TLS around each. */
function openWithNode(
  where: Where,
  { files, certificate, openTcp = Deno.listen }: Identity,
): ListeningSocket {
  let context: SecureContext = createSecureContext({ ...certificate });
  const socket = openTcp(where);
  return {
    addr: socket.addr,
    accept: async () => new TlsConn(await socket.accept(), context),
    reload: () => void (context = createSecureContext({ ...readCertificate(files) })),
    close: () => socket.close(),
  };
}

/**
 * The same for runtimes before {@linkcode FIRST_WITH_SERVER}: with their own listener of TLS. It
 * asks nobody for a certificate, takes no new one of ours, knows no proxies, and calls off no
 * handshake: whoever never ends theirs keeps a socket, but no place.
 */
export function openWithRuntime(where: Where, { certificate, openTcp }: Identity): ListeningSocket {
  if (openTcp) {
    throw new CertificateError(
      "Cannot take TLS by way of proxies as this Deno is older than 2.9.5: leave [guard] proxies empty.",
    );
  }
  const socket = Deno.listenTls({ ...where, ...certificate });
  return {
    addr: socket.addr,
    accept: async () => acceptedConn(await socket.accept()),
    reload() {
      throw new CertificateError(
        "Cannot take a new certificate without a restart as this Deno is older than 2.9.5.",
      );
    },
    close: () => socket.close(),
  };
}

function acceptedConn(conn: Deno.TlsConn): AcceptedConn {
  let isOpen = true;
  const closed = Promise.withResolvers<never>();
  return {
    localAddr: conn.localAddr,
    remoteAddr: conn.remoteAddr,
    setKeepAlive() {},
    setNoDelay() {},
    async handshake() {
      await Promise.race([conn.handshake(), closed.promise]);
      return { isSecure: true };
    },
    read: (buffer) => conn.read(buffer),
    write: (bytes) => conn.write(bytes),
    closeWrite: () => conn.closeWrite(),
    close() {
      if (!isOpen) return;
      isOpen = false;
      conn.close();
      closed.promise.catch(() => {}); // when nobody waits for it
      closed.reject(new Deno.errors.Interrupted("closed here"));
    },
  };
}
