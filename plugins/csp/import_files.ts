/**
 * Reads the two files in which the first CSP server kept its accounts and groups.
 *
 * @module
 */

import { faultOfName, faultOfRoomName, ImportError, type ImportPlan, nameKey } from "partyline";

/** A file's name and what is in it. */
export interface ImportFile {
  readonly file: string;
  readonly text: string;
}

/** The two files. */
export interface ImportFiles {
  /** `{"users": [{"username", "password", "adminGroups": [], "bannedGroups": []}]}` */
  readonly users: ImportFile;
  /** `{"chats": [{"chat_name", "users": [], "admins": [], "banned_users": [], "black_users": []}]}` */
  readonly groups: ImportFile;
}

interface UserRow {
  readonly name: string;
  readonly password: string;
  readonly adminGroups: readonly string[];
  readonly bannedGroups: readonly string[];
}

interface GroupRow {
  readonly name: string;
  readonly owners: Set<string>;
  readonly banned: Set<string>;
}

/**
 * Makes a plan of the two files. What both say of owners and bans is put together.
 *
 * @throws {ImportError} If anything in them is wrong: one line for each thing.
 */
export function planImport({ users, groups }: ImportFiles): ImportPlan {
  const reader = new FileReader();
  const userRows = reader.users(users);
  const groupRows = reader.groups(groups);
  const byKey = new Map(groupRows.map((group) => [nameKey(group.name), group]));
  for (const user of userRows) {
    for (const name of user.adminGroups) reader.group(users, byKey, name)?.owners.add(user.name);
    for (const name of user.bannedGroups) reader.group(users, byKey, name)?.banned.add(user.name);
  }
  if (reader.problems.length > 0) throw new ImportError(reader.problems);
  return {
    users: userRows.map(({ name, password }) => ({ name, password })),
    rooms: groupRows.map(({ name, owners, banned }) => ({
      name,
      owners: [...owners],
      banned: [...banned],
    })),
  };
}

type Row = Readonly<Record<string, unknown>>;

/** Reads rows, and gathers what is wrong with them. */
class FileReader {
  readonly problems: string[] = [];

  users(source: ImportFile): UserRow[] {
    const names = new Set<string>();
    return this.#rows(source, "users").flatMap((row, index): UserRow[] => {
      const where = `users[${index}]`;
      const { username: name, password } = row;
      const fault = typeof name === "string" ? faultOfName(name) : "it is no text";
      if (typeof name !== "string" || fault) {
        return this.#wrong(source, `"username" of ${where}`, `${fault}: ${JSON.stringify(name)}`);
      }
      if (typeof password !== "string" || password === "") {
        return this.#wrong(source, `"password" of ${where}`, "it is no text, or empty");
      }
      if (names.has(nameKey(name))) {
        return this.#wrong(source, where, `there is a user of that name already: "${name}"`);
      }
      names.add(nameKey(name));
      const adminGroups = this.#names(source, { where, row, key: "adminGroups" });
      const bannedGroups = this.#names(source, { where, row, key: "bannedGroups" });
      return [{ name, password, adminGroups, bannedGroups }];
    });
  }

  groups(source: ImportFile): GroupRow[] {
    const names = new Set<string>();
    return this.#rows(source, "chats").flatMap((row, index): GroupRow[] => {
      const where = `chats[${index}]`;
      const { chat_name: name } = row;
      const fault = typeof name === "string" ? faultOfRoomName(name) : "it is no text";
      if (typeof name !== "string" || fault) {
        return this.#wrong(source, `"chat_name" of ${where}`, `${fault}: ${JSON.stringify(name)}`);
      }
      if (names.has(nameKey(name))) {
        return this.#wrong(source, where, `there is a group of that name already: "${name}"`);
      }
      names.add(nameKey(name));
      const banned = ["banned_users", "black_users"]
        .flatMap((key) => this.#names(source, { where, row, key }));
      const owners = this.#names(source, { where, row, key: "admins" });
      return [{ name, owners: new Set(owners), banned: new Set(banned) }];
    });
  }

  group(
    source: ImportFile,
    groups: ReadonlyMap<string, GroupRow>,
    name: string,
  ): GroupRow | undefined {
    const group = groups.get(nameKey(name));
    if (!group) this.#wrong(source, "a group", `the other file does not have it: "${name}"`);
    return group;
  }

  #rows(source: ImportFile, key: string): Row[] {
    const rows = field(parse(source.text), key);
    if (Array.isArray(rows) && rows.every((row) => typeof row === "object" && row !== null)) {
      return rows as Row[];
    }
    return this.#wrong(source, "it", `it is not of the form {"${key}": [{...}, ...]}`);
  }

  #names(
    source: ImportFile,
    { where, row, key }: { where: string; row: Row; key: string },
  ): string[] {
    const names = row[key] ?? [];
    if (Array.isArray(names) && names.every((name) => typeof name === "string")) return names;
    return this.#wrong(source, `"${key}" of ${where}`, "it is not a list of names");
  }

  #wrong(source: ImportFile, what: string, reason: string): never[] {
    this.problems.push(`${source.file}: Cannot read ${what} as ${reason}`);
    return [];
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Row)[key] : undefined;
}
