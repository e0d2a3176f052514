CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "chats" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_chats" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "model" TEXT NULL,
    "system_prompt" TEXT NULL,
    "last_words" TEXT NULL,
    "leaf_id" INTEGER NULL
);

CREATE TABLE "messages" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_messages" PRIMARY KEY,
    "chat_id" INTEGER NOT NULL,
    "parent_id" INTEGER NULL,
    "role" INTEGER NOT NULL,
    "status" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "model" TEXT NULL,
    "leaves_this_machine" INTEGER NOT NULL,
    "usage" TEXT NULL,
    "failure" TEXT NULL,
    "owner" TEXT NULL,
    CONSTRAINT "FK_messages_chats_chat_id" FOREIGN KEY ("chat_id") REFERENCES "chats" ("id") ON DELETE CASCADE
);

CREATE TABLE "parts" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_parts" PRIMARY KEY AUTOINCREMENT,
    "message_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "details" TEXT NULL,
    CONSTRAINT "FK_parts_messages_message_id" FOREIGN KEY ("message_id") REFERENCES "messages" ("id") ON DELETE CASCADE
);

CREATE TABLE "reply_pieces" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_reply_pieces" PRIMARY KEY AUTOINCREMENT,
    "message_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "FK_reply_pieces_messages_message_id" FOREIGN KEY ("message_id") REFERENCES "messages" ("id") ON DELETE CASCADE
);

CREATE INDEX "IX_chats_updated_at_id" ON "chats" ("updated_at", "id");

CREATE INDEX "IX_messages_chat_id" ON "messages" ("chat_id");

CREATE INDEX "IX_messages_owner" ON "messages" ("owner") WHERE owner IS NOT NULL;

CREATE INDEX "IX_parts_message_id_ordinal" ON "parts" ("message_id", "ordinal");

CREATE INDEX "IX_reply_pieces_message_id" ON "reply_pieces" ("message_id");

CREATE VIEW searchable_parts AS SELECT id, text FROM parts WHERE kind <> 1;
CREATE VIRTUAL TABLE parts_search USING fts5(
    text, content = 'searchable_parts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TRIGGER parts_inserted AFTER INSERT ON parts WHEN new.kind <> 1 BEGIN
    INSERT INTO parts_search(rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER parts_deleted AFTER DELETE ON parts WHEN old.kind <> 1 BEGIN
    INSERT INTO parts_search(parts_search, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER parts_updated AFTER UPDATE OF text ON parts WHEN old.kind <> 1 BEGIN
    INSERT INTO parts_search(parts_search, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO parts_search(rowid, text) VALUES (new.id, new.text);
END;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261125062623_Initial', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "egress" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_egress" PRIMARY KEY,
    "started_at" INTEGER NOT NULL,
    "scheme" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "is_loopback" INTEGER NOT NULL,
    "purpose" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "bytes_sent" INTEGER NOT NULL,
    "bytes_received" INTEGER NOT NULL,
    "outcome" INTEGER NOT NULL,
    "status" INTEGER NULL
);

CREATE INDEX "IX_egress_is_loopback_id" ON "egress" ("is_loopback", "id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261125085746_Ledger', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "attachments" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_attachments" PRIMARY KEY,
    "message_id" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "data" BLOB NOT NULL,
    CONSTRAINT "FK_attachments_messages_message_id" FOREIGN KEY ("message_id") REFERENCES "messages" ("id") ON DELETE CASCADE
);

CREATE INDEX "IX_attachments_message_id" ON "attachments" ("message_id");

DROP TRIGGER parts_inserted;
DROP TRIGGER parts_deleted;
DROP TRIGGER parts_updated;
DROP VIEW searchable_parts;
CREATE VIEW searchable_parts AS SELECT id, text FROM parts WHERE kind NOT IN (1, 4);
CREATE TRIGGER parts_inserted AFTER INSERT ON parts WHEN new.kind NOT IN (1, 4) BEGIN
    INSERT INTO parts_search(rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER parts_deleted AFTER DELETE ON parts WHEN old.kind NOT IN (1, 4) BEGIN
    INSERT INTO parts_search(parts_search, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER parts_updated AFTER UPDATE OF text ON parts WHEN old.kind NOT IN (1, 4) BEGIN
    INSERT INTO parts_search(parts_search, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO parts_search(rowid, text) VALUES (new.id, new.text);
END;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261125113609_Attachments', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
DROP INDEX "IX_messages_chat_id";

DROP INDEX "IX_chats_updated_at_id";

ALTER TABLE "messages" ADD "is_cut" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "messages" ADD "rating" INTEGER NULL;

ALTER TABLE "chats" ADD "archived_at" INTEGER NULL;

ALTER TABLE "chats" ADD "folder" TEXT NULL;

ALTER TABLE "chats" ADD "origin" TEXT NULL;

ALTER TABLE "chats" ADD "pinned_at" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "chats" ADD "settings" TEXT NULL;

ALTER TABLE "chats" ADD "tags" TEXT NULL;

ALTER TABLE "chats" ADD "title_source" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "IX_messages_chat_id_parent_id" ON "messages" ("chat_id", "parent_id");

CREATE UNIQUE INDEX "IX_chats_origin" ON "chats" ("origin") WHERE origin IS NOT NULL;

CREATE INDEX "IX_chats_pinned_at_updated_at_id" ON "chats" ("pinned_at", "updated_at", "id") WHERE archived_at IS NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261129081848_Shaping', '10.0.14');

COMMIT;

