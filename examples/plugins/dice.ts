/**
 * Rolls dice in any room. The lesson: a command, its arguments, a setting, and an error for the person.
 *
 * @module
 */

import { int, plugin, UserError } from "partyline";

export default plugin({
  name: "dice",
  summary: "Roll dice in any room.",
  version: "1.0.0",
  needs: ["messages"],
  settings: {
    max_dice: int({
      default: 20,
      min: 1,
      max: 100,
      unit: "dice",
      summary: "Most dice in one roll",
    }),
  },
  setup(host) {
    host.command({
      usage: "roll [dice]",
      summary: "Roll dice for all to see: 2d6 unless told.",
      details: "3d20 is three dice of twenty sides.",
      async run({ args, messages }) {
        const { count, sides } = readDice(args.dice ?? "2d6", host.settings.max_dice);
        const rolls = Array.from({ length: count }, () => 1 + Math.floor(Math.random() * sides));
        const sum = rolls.reduce((sum, roll) => sum + roll, 0);
        const shown = count > 1 ? `${rolls.join(" + ")} = ${sum}` : `${sum}`;
        await messages.say(`rolls ${count}d${sides}: ${shown}`, "action");
      },
    });
  },
});

function readDice(dice: string, most: number): { count: number; sides: number } {
  const [, count = "", sides = ""] = /^(\d{0,3})d(\d{1,4})$/i.exec(dice) ?? [];
  const found = { count: Number(count || "1"), sides: Number(sides) };
  if (found.sides < 2) throw new UserError(`Cannot roll "${dice}" as that is no dice, like 2d6`);
  if (found.count < 1 || found.count > most) {
    throw new UserError(`Cannot roll "${dice}" as 1 to ${most} dice are rolled at once`);
  }
  return found;
}
