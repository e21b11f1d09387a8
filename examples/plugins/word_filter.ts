/**
 * Keeps words out of what is said. The lesson: a filter, its match, and settings that choose what it does.
 *
 * @module
 */

import { choice, list, plugin } from "partyline";

export default plugin({
  name: "word_filter",
  summary: "Keep words out of what is said.",
  version: "1.0.0",
  needs: ["filters"],
  settings: {
    words: list({ default: ["darn"], summary: "Words that are not said here" }),
    action: choice({
      default: "mask",
      of: ["mask", "refuse"],
      summary: "Whether they are shown as stars, or what has one in it is not sent",
    }),
  },
  setup(host) {
    const { words, action } = host.settings;
    if (words.length === 0) return;
    const anyWord = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    // Whole words only, in any case and any script: "Scunthorpe" is a town.
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyWord})(?![\\p{L}\\p{N}])`, "giu");

    // With a match, messages that have none of the words cost next to nothing.
    host.filter({ on: ["say", "shout", "tell"], match: pattern }, ({ text }) => {
      if (action === "refuse") return { refuse: "it has a word that is not said here" };
      return text.replace(pattern, (word) => "*".repeat([...word].length));
    });
  },
});
