/**
 * Rooms full of callers of the load generator, some of whom talk.
 *
 * @module
 */

import {
  CALLER_KINDS,
  type CallerKind,
  type CallerKindName,
  LOBBY,
  memberName,
  type Place,
} from "./caller_kind.ts";
import { DeliveryCheck } from "./delivery_check.ts";
import { LoadCaller } from "./load_caller.ts";
import type { Doors } from "./load_order.ts";
import { MessageFormat, type Stamp } from "./message.ts";

/** Who is in the rooms. */
export interface Crowd {
  /** The kinds of the callers, one after the other and over again. */
  readonly kinds: readonly CallerKindName[];
  readonly callers: number;
  /** Each caller is in the next room, and again from the first. */
  readonly rooms: number;
  /** How many of the callers talk, the first of them. */
  readonly senders: number;
  /** Messages that one sender may have under way. */
  readonly window: number;
  /** Told that a message is due, as the last one has been heard by everyone; says it, now or later. */
  readonly pace?: (say: () => void) => void;
}

/** Somebody in a room. */
interface Member {
  readonly place: Place;
  readonly kind: CallerKind;
  readonly caller: LoadCaller;
  readonly format: MessageFormat;
}

/** How many come in at a time: a room that all enter at once is a load of its own. */
const AT_ONCE = 32;

/** Callers in rooms of a server. Disposing of it hangs all of them up. */
export class TalkingRooms implements Disposable {
  /** Five letters and digits that no other run has, for messages. */
  readonly mark: string = crypto.randomUUID().slice(0, 5);
  readonly check: DeliveryCheck;
  readonly #members: readonly Member[];

  /** Everyone comes in. */
  static async open(doors: Doors, crowd: Crowd): Promise<TalkingRooms> {
    const callers: LoadCaller[] = new Array(crowd.callers);
    let next = 0;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let index; (index = next++) < crowd.callers;) {
        const kind = kindOf(crowd, index);
        callers[index] = await LoadCaller.dial(doors[kind.door]);
        await callers[index]!.converse(kind.waysIn(placeOf(crowd, index)), kind.answers);
      }
    }));
    return new TalkingRooms(callers, crowd);
  }

  private constructor(callers: readonly LoadCaller[], crowd: Crowd) {
    this.#members = callers.map((caller, index) => {
      const kind = kindOf(crowd, index);
      const format = new MessageFormat(this.mark, kind.look);
      return { place: placeOf(crowd, index), kind, caller, format };
    });
    this.check = new DeliveryCheck({
      ...crowd,
      hearsOwn: (sender) => this.#members[sender]!.kind.hearsOwn ?? false,
      send: (sender, stamp) => {
        if (crowd.pace) crowd.pace(() => this.#say(sender, stamp));
        else this.#say(sender, stamp);
      },
    });
  }

  /** Reads what comes to everyone. Ends only in failure as long as nobody hangs up. */
  async listen(): Promise<void> {
    await Promise.all(
      this.#members.map(({ caller, format }, receiver) =>
        caller.listen((bytes, end) => {
          const stamp = format.read(bytes, end);
          if (stamp !== undefined) this.check.heard(receiver, stamp);
        })
      ),
    );
  }

  [Symbol.dispose](): void {
    for (const { caller } of this.#members) caller[Symbol.dispose]();
  }

  #say(sender: number, stamp: Stamp): void {
    const { place, kind, caller, format } = this.#members[sender]!;
    caller.send(kind.say(format.write(stamp), place));
  }
}

function kindOf({ kinds }: Crowd, index: number): CallerKind {
  return CALLER_KINDS[kinds[index % kinds.length]!];
}

function placeOf(crowd: Crowd, index: number): Place {
  const { isMember = false } = kindOf(crowd, index);
  return {
    name: isMember ? memberName(index) : `u${index}`,
    room: crowd.rooms === 1 ? LOBBY : `room${index % crowd.rooms}`,
  };
}
