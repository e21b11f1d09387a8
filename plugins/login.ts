/**
 * Coming in: the name prompt, passwords, accounts, and leaving again.
 *
 * @module
 */

import { int, plain, plugin, styled, UserError, type Visitor } from "partyline";

/** What callers type at the name prompt to make an account. */
const NEW = "new";

/** How often a caller may try before the line is closed. */
const NAME_TRIES = 10;
const PASSWORD_TRIES = 3;

export default plugin({
  name: "login",
  summary: "The name prompt, passwords and accounts.",
  needs: ["login", "accounts", "screens", "server"],
  settings: {
    password_length: int({
      default: 6,
      min: 1,
      max: 64,
      unit: "characters",
      summary: "Shortest password that is taken for an account",
    }),
  },
  setup(host) {
    const { password_length: length } = host.settings;

    host.login.greet((visitor) => new Desk(visitor, length).receive());
    host.login.welcome(async ({ name, accounts, reply, server }) => {
      const { name: house, nodes } = await server.facts();
      const { account } = await accounts.mine();
      reply(styled`Welcome to ${house}, ^{strong}${name}^~.`);
      if (nodes.own !== undefined) reply(`You are on node ${nodes.own} of ${nodes.size}.`);
      reply(account !== undefined ? "Help: /help" : "Help: /help. To keep your name: /register");
    });

    host.command({
      usage: "register",
      summary: "Make an account of your name, with a password.",
      async run({ name, accounts, ask, reply }) {
        const { account } = await accounts.mine();
        if (account !== undefined) {
          throw new UserError(`Cannot register "${name}" as you have the account "${account}"`);
        }
        await accounts.register(await askNewPassword({ ask, reply }, length));
        reply(`"${name}" is yours now. Come in with your password from here on.`);
      },
    });

    host.command({
      usage: "nick <name>",
      summary: "Take another name.",
      details: "Your account keeps its own: who tells that one something reaches you all the same.",
      run: ({ args, accounts }) => accounts.rename(args.name),
    });

    host.command({
      usage: "passwd",
      summary: "Change your password.",
      role: "member",
      async run({ accounts, ask, reply }) {
        const old = await ask("Old password: ", { secret: true });
        await accounts.setPassword(old, await askNewPassword({ ask, reply }, length));
        reply("Your password is changed.");
      },
    });

    host.command({
      usage: "logout",
      summary: "Go back to the name prompt.",
      async run({ accounts, reply }) {
        await accounts.logOut();
        reply("You are logged out.");
      },
    });

    host.command({
      usage: "quit",
      summary: "Leave.",
      aliases: ["bye", "exit"],
      async run({ name, screens, reply, hangUp }) {
        const screen = await screens.read("goodbye");
        if (screen !== undefined && plain(screen) !== "") reply(screen);
        hangUp(styled`Goodbye, ${name}.`);
      },
    });
  },
});

/** Whoever chooses a password: a visitor at the desk, or a caller of a command. */
type Chooser = Pick<Visitor, "ask" | "reply">;

/** Asks until a password can be taken: what is typed next, after a mistake, is still one. */
async function askNewPassword(chooser: Chooser, length: number): Promise<string> {
  for (let tries = 0; tries < PASSWORD_TRIES; tries++) {
    const password = await chooser.ask("New password: ", { secret: true });
    if (password === "") break;
    if ([...password].length < length) {
      chooser.reply(`Cannot take that password as it is shorter than ${length} characters.`);
    } else if (await chooser.ask("The same again: ", { secret: true }) === password) {
      return password;
    } else {
      chooser.reply("Cannot take that password as you typed it differently the second time.");
    }
  }
  throw new UserError("Cannot go on without a password");
}

/** One visit at the front desk. */
class Desk {
  readonly #visitor: Visitor;
  readonly #passwordLength: number;

  constructor(visitor: Visitor, passwordLength: number) {
    this.#visitor = visitor;
    this.#passwordLength = passwordLength;
  }

  async receive(): Promise<void> {
    const visitor = this.#visitor;
    if (!await visitor.show("welcome")) visitor.reply(styled`\n^{strong}${visitor.house}^~\n`);
    visitor.reply(`Your name, please. To register one: ${NEW}`);
    for (let tries = 0; tries < NAME_TRIES; tries++) {
      const name = (await visitor.ask("Name: ")).trim();
      if (name === "/quit") break;
      if (name !== "" && await this.#enter(name)) return;
    }
    visitor.hangUp("Goodbye.");
  }

  /** Whether the caller is in, or has been sent away. */
  async #enter(name: string): Promise<boolean> {
    const visitor = this.#visitor;
    try {
      if (name.toLowerCase() === NEW) return await this.#register();
      if (await visitor.isRegistered(name)) return await this.#logIn(name);
      if (!visitor.guests) return await this.#register(name);
      await visitor.enterAsGuest(name);
      return true;
    } catch (error) {
      visitor.explain(error);
      return false;
    }
  }

  async #register(known?: string): Promise<boolean> {
    const visitor = this.#visitor;
    const name = known ?? (await visitor.ask("New name: ")).trim();
    await visitor.checkName(name);
    visitor.reply(`"${name}" is free. Choose a password for it.`);
    await visitor.register(
      name,
      await askNewPassword(visitor, this.#passwordLength),
    );
    return true;
  }

  async #logIn(name: string): Promise<boolean> {
    const visitor = this.#visitor;
    for (let tries = 0; tries < PASSWORD_TRIES; tries++) {
      const password = await visitor.ask(`Password of ${name}: `, { secret: true });
      if (password === "") return false;
      if (await visitor.logIn(name, password)) return true;
      visitor.explain(new UserError(`Cannot let you in as "${name}" as the password is wrong`));
    }
    visitor.hangUp("Goodbye.");
    return true;
  }
}
