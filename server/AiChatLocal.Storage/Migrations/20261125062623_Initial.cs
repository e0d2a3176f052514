using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiChatLocal.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "chats",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    model = table.Column<string>(type: "TEXT", nullable: true),
                    system_prompt = table.Column<string>(type: "TEXT", nullable: true),
                    last_words = table.Column<string>(type: "TEXT", nullable: true),
                    leaf_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chats", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    chat_id = table.Column<long>(type: "INTEGER", nullable: false),
                    parent_id = table.Column<long>(type: "INTEGER", nullable: true),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    model = table.Column<string>(type: "TEXT", nullable: true),
                    leaves_this_machine = table.Column<bool>(type: "INTEGER", nullable: false),
                    usage = table.Column<string>(type: "TEXT", nullable: true),
                    failure = table.Column<string>(type: "TEXT", nullable: true),
                    owner = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_messages", x => x.id);
                    table.ForeignKey(
                        name: "FK_messages_chats_chat_id",
                        column: x => x.chat_id,
                        principalTable: "chats",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "parts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    message_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    details = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parts", x => x.id);
                    table.ForeignKey(
                        name: "FK_parts_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reply_pieces",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    message_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reply_pieces", x => x.id);
                    table.ForeignKey(
                        name: "FK_reply_pieces_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_chats_updated_at_id",
                table: "chats",
                columns: new[] { "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_messages_chat_id",
                table: "messages",
                column: "chat_id");

            migrationBuilder.CreateIndex(
                name: "IX_messages_owner",
                table: "messages",
                column: "owner",
                filter: "owner IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_parts_message_id_ordinal",
                table: "parts",
                columns: new[] { "message_id", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_reply_pieces_message_id",
                table: "reply_pieces",
                column: "message_id");

            migrationBuilder.Sql(
                """
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
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER parts_inserted;
                DROP TRIGGER parts_deleted;
                DROP TRIGGER parts_updated;
                DROP TABLE parts_search;
                DROP VIEW searchable_parts;
                """);

            migrationBuilder.DropTable(
                name: "parts");

            migrationBuilder.DropTable(
                name: "reply_pieces");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "chats");
        }
    }
}
