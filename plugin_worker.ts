/**
 * Where the worker of a plugin that runs apart begins: it has all of "partyline", and nothing else.
 *
 * @module
 */

import * as partyline from "partyline";
import { serveAsGuest } from "./core/plugin_host/isolation/worker_guest.ts";

serveAsGuest(new Map([["partyline", partyline]]));
