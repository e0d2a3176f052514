using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiChatLocal.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Shaping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_messages_chat_id",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "IX_chats_updated_at_id",
                table: "chats");

            migrationBuilder.AddColumn<bool>(
                name: "is_cut",
                table: "messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "rating",
                table: "messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "archived_at",
                table: "chats",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "folder",
                table: "chats",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "chats",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "pinned_at",
                table: "chats",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "settings",
                table: "chats",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tags",
                table: "chats",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "title_source",
                table: "chats",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_messages_chat_id_parent_id",
                table: "messages",
                columns: new[] { "chat_id", "parent_id" });

            migrationBuilder.CreateIndex(
                name: "IX_chats_origin",
                table: "chats",
                column: "origin",
                unique: true,
                filter: "origin IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_chats_pinned_at_updated_at_id",
                table: "chats",
                columns: new[] { "pinned_at", "updated_at", "id" },
                filter: "archived_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_messages_chat_id_parent_id",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "IX_chats_origin",
                table: "chats");

            migrationBuilder.DropIndex(
                name: "IX_chats_pinned_at_updated_at_id",
                table: "chats");

            migrationBuilder.DropColumn(
                name: "is_cut",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "rating",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "archived_at",
                table: "chats");

            migrationBuilder.DropColumn(
                name: "folder",
                table: "chats");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "chats");

            migrationBuilder.DropColumn(
                name: "pinned_at",
                table: "chats");

            migrationBuilder.DropColumn(
                name: "settings",
                table: "chats");

            migrationBuilder.DropColumn(
                name: "tags",
                table: "chats");

            migrationBuilder.DropColumn(
                name: "title_source",
                table: "chats");

            migrationBuilder.CreateIndex(
                name: "IX_messages_chat_id",
                table: "messages",
                column: "chat_id");

            migrationBuilder.CreateIndex(
                name: "IX_chats_updated_at_id",
                table: "chats",
                columns: new[] { "updated_at", "id" });
        }
    }
}
