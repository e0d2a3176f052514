using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiChatLocal.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Attachments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    message_id = table.Column<long>(type: "INTEGER", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", nullable: false),
                    data = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attachments", x => x.id);
                    table.ForeignKey(
                        name: "FK_attachments_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_attachments_message_id",
                table: "attachments",
                column: "message_id");

            // A signature is neither words nor anybody's to find.
            migrationBuilder.Sql(
                """
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
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DELETE FROM parts WHERE kind IN (3, 4);
                DROP TRIGGER parts_inserted;
                DROP TRIGGER parts_deleted;
                DROP TRIGGER parts_updated;
                DROP VIEW searchable_parts;
                CREATE VIEW searchable_parts AS SELECT id, text FROM parts WHERE kind <> 1;
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

            migrationBuilder.DropTable(
                name: "attachments");
        }
    }
}
