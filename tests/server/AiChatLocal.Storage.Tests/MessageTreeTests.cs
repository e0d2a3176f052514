using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Generation;
using static AiChatLocal.Storage.Tests.TempData;

namespace AiChatLocal.Storage.Tests;

public sealed class MessageTreeTests : IAsyncLifetime
{
    private readonly TempData _data = new();
    private ChatStore _store = null!;

    public ValueTask InitializeAsync()
    {
        _store = _data.Open();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Fact]
    public async Task Siblings_are_told_and_a_branch_is_selected_down_to_its_newest_end()
    {
        var (chat, question, first) = await ConverseAsync(_store, "Why?", "First");
        var follow = Question(chat, "And then?", first.Id);
        var after = await AnswerAsync(follow, "After the first", isNew: true);
        var second = await AnswerAsync(question, "Second", isNew: false);

        var branch = await BranchAsync(chat);
        Assert.Equal([question.Id, second.Id], branch.Select(message => message.Id));
        Assert.Equal([first.Id, second.Id], branch[1].Siblings);
        Assert.Null(branch[0].Siblings);

        Assert.True(await _store.SelectAsync(chat.Id, first.Id, Token));
        branch = await BranchAsync(chat);
        Assert.Equal([question.Id, first.Id, follow.Id, after.Id], branch.Select(message => message.Id));
        Assert.Equal([first.Id, second.Id], branch[1].Siblings);
        Assert.False(await _store.SelectAsync(NewChat().Id, first.Id, Token));
    }

    [Fact]
    public async Task An_answer_beside_another_one_leaves_the_branch_and_its_last_words()
    {
        var chat = NewChat();
        var question = Question(chat, "Why?");
        var (first, second) = (Reply(question), Reply(question));
        var current = _store.BeginReply(new(first, question, chat));
        var beside = _store.BeginReply(new(second, Question: null, IsBeside: true));
        await current.AppendTextAsync("First", Token);
        await current.CompleteAsync(new(MessageStatus.Complete), Token);
        await beside.AppendTextAsync("Second", Token);
        await beside.CompleteAsync(new(MessageStatus.Complete), Token);

        var page = await _store.GetMessagesAsync(chat.Id, limit: null, before: null, Token);
        Assert.Equal([question.Id, first.Id], page!.Messages.Select(message => message.Id));
        Assert.Equal("First", page.Chat.LastWords);
        var siblings = await _store.GetSiblingsAsync(chat.Id, second.Id, Token);
        Assert.Equal(["First", "Second"], siblings.Select(message => Assert.IsType<TextPart>(Assert.Single(message.Parts)).Text));
        Assert.All(siblings, message => Assert.Equal([first.Id, second.Id], message.Siblings));
        Assert.Empty(await _store.GetSiblingsAsync(NewChat().Id, second.Id, Token));
    }

    [Fact]
    public async Task First_questions_can_be_siblings()
    {
        var (chat, question, _) = await ConverseAsync(_store, "Why?", "First");
        var edited = Question(chat, "Why not?");
        await AnswerAsync(edited, "Edited", isNew: true);
        Assert.Equal([question.Id, edited.Id], (await BranchAsync(chat))[0].Siblings);
    }

    [Fact]
    public async Task A_page_of_a_long_branch_tells_siblings_too()
    {
        var (chat, question, first) = await ConverseAsync(_store, "Why?", "First");
        var second = await AnswerAsync(question, "Second", isNew: false);
        var page = await _store.GetMessagesAsync(chat.Id, limit: 1, before: null, Token);
        Assert.Equal([first.Id, second.Id], Assert.Single(page!.Messages).Siblings);
    }

    [Fact]
    public async Task A_fork_has_copies_of_its_own_with_pictures_and_ends_at_its_message()
    {
        var chat = NewChat("Original");
        var picture = new ImagePart(EntityId.New(TimeProvider.System), "image/png", 3, "giraffe.png", new byte[] { 1, 2, 3 });
        var question = Question(chat, "What?") with { Parts = [picture, new TextPart("What?")] };
        var answer = Reply(question);
        var journal = _store.BeginReply(new(answer, question, chat));
        await journal.AppendTextAsync("A giraffe.", Token);
        await journal.CompleteAsync(new(MessageStatus.Complete, IsCut: true), Token);
        await AnswerAsync(Question(chat, "More?", answer.Id), "No.", isNew: true);

        var fork = NewChat("Fork");
        Assert.True(await _store.ForkAsync(chat.Id, answer.Id, fork, Token));

        await _store.DeleteAsync(chat.Id, Token);
        var copy = await BranchAsync(fork);
        var image = Assert.IsType<ImagePart>(copy[0].Parts[0]);
        Assert.NotEqual(picture.AttachmentId, image.AttachmentId);
        Assert.Equal("010203", Convert.ToHexString((await _store.FindAttachmentAsync(fork.Id, image.AttachmentId, Token))!.Data.Span));
        Assert.Equal(new TextPart("What?"), copy[0].Parts[1]);
        Assert.Equal([new TextPart("A giraffe.")], copy[1].Parts);
        Assert.True(copy[1].IsCut);
        Assert.Equal(2, copy.Count);
        Assert.Single(await _store.SearchAsync("giraffe png", SearchFilter.None, 5, Token));
    }

    [Fact]
    public async Task What_follows_a_deleted_message_goes_with_it_and_a_sibling_takes_its_place()
    {
        var (chat, question, first) = await ConverseAsync(_store, "Why?", "First giraffe");
        var second = await AnswerAsync(question, "Second", isNew: false);
        var follow = await AnswerAsync(Question(chat, "And?", second.Id), "Elephant", isNew: true);

        Assert.True(await _store.DeleteFromAsync(chat.Id, second.Id, Token));
        Assert.Equal([question.Id, first.Id], (await BranchAsync(chat)).Select(message => message.Id));
        Assert.Null(await _store.GetPathAsync(chat.Id, follow.Id, Token));
        Assert.Empty(await _store.SearchAsync("elephant", SearchFilter.None, 5, Token));
        Assert.Equal("First giraffe", (await _store.FindAsync(chat.Id, Token))!.LastWords);

        Assert.True(await _store.DeleteFromAsync(chat.Id, question.Id, Token));
        Assert.Empty(await BranchAsync(chat));
        Assert.Null((await _store.FindAsync(chat.Id, Token))!.LastWords);
        Assert.False(await _store.DeleteFromAsync(chat.Id, question.Id, Token));
    }

    [Fact]
    public async Task Another_branch_stays_current_when_a_message_beside_it_is_deleted()
    {
        var (chat, question, first) = await ConverseAsync(_store, "Why?", "First");
        var second = await AnswerAsync(question, "Second", isNew: false);
        await _store.DeleteFromAsync(chat.Id, first.Id, Token);
        var branch = await BranchAsync(chat);
        Assert.Equal([question.Id, second.Id], branch.Select(message => message.Id));
        Assert.Null(branch[1].Siblings);
    }

    [Fact]
    public async Task An_answer_is_rated_and_a_question_is_not()
    {
        var (chat, question, answer) = await ConverseAsync(_store, "Why?", "First");
        Assert.True(await _store.RateAsync(chat.Id, answer.Id, Rating.Up, Token));
        Assert.Equal(Rating.Up, (await BranchAsync(chat))[1].Rating);
        Assert.True(await _store.RateAsync(chat.Id, answer.Id, null, Token));
        Assert.Null((await BranchAsync(chat))[1].Rating);
        Assert.False(await _store.RateAsync(chat.Id, question.Id, Rating.Down, Token));
    }

    [Fact]
    public async Task A_continued_answer_grows_in_its_place()
    {
        var chat = NewChat();
        var question = Question(chat, "Why?");
        var reply = Reply(question);
        var journal = _store.BeginReply(new(reply, question, chat));
        await journal.AppendThinkingAsync("Hm.", Token);
        await journal.AppendTextAsync("Half of a gira", Token);
        await journal.CompleteAsync(new(MessageStatus.Complete, IsCut: true), Token);
        var stored = (await BranchAsync(chat))[1];
        Assert.True(stored.IsCut);

        var again = _store.BeginReply(new(stored with { Status = MessageStatus.Streaming }, Question: null));
        await again.AppendTextAsync("ffe.", Token);
        await again.CompleteAsync(new(MessageStatus.Complete), Token);

        var branch = await BranchAsync(chat);
        Assert.Equal([new ThinkingPart("Hm."), new TextPart("Half of a giraffe.")], branch[1].Parts);
        Assert.False(branch[1].IsCut);
        Assert.Equal(2, branch.Count);
        Assert.Equal("Half of a gira", (await _store.FindAsync(chat.Id, Token))!.LastWords);
    }

    [Fact]
    public async Task Pinned_chats_come_first_and_archived_ones_only_when_asked_for()
    {
        foreach (var title in new[] { "Old", "Middle", "New" })
        {
            await _store.CreateAsync(NewChat(title, DateTimeOffset.UnixEpoch.AddDays(title.Length)), Token);
        }

        var chats = (await _store.ListAsync(ChatFilter.Current, 10, null, Token)).Chats;
        await _store.ChangeAsync(chats.Single(chat => chat.Title == "Old").Id, new(Pinned: true), Token);
        await _store.ChangeAsync(chats.Single(chat => chat.Title == "Middle").Id, new(Archived: true), Token);

        var first = await _store.ListAsync(ChatFilter.Current, 1, null, Token);
        Assert.Equal("Old", Assert.Single(first.Chats).Title);
        var second = await _store.ListAsync(ChatFilter.Current, 1, first.Chats[0].Id, Token);
        Assert.Equal(("New", false), (Assert.Single(second.Chats).Title, second.HasMore));
        Assert.Equal("Middle", Assert.Single((await _store.ListAsync(new(Archived: true), 10, null, Token)).Chats).Title);
    }

    [Fact]
    public async Task Folders_tags_and_settings_are_kept_listed_and_filtered_by()
    {
        var (work, play) = (NewChat("Work"), NewChat("Play"));
        await _store.CreateAsync(work, Token);
        await _store.CreateAsync(play, Token);
        var settings = new ChatSettings(new(Temperature: 0.5, Stop: ["\n"]), "Brief");
        await _store.ChangeAsync(work.Id, new(Folder: "Büro", Tags: ["c#", "urgent"], SystemPrompt: "Be brief.", Model: "a/b", Settings: settings), Token);
        await _store.ChangeAsync(play.Id, new(Tags: ["c#"]), Token);

        var stored = await _store.FindAsync(work.Id, Token);
        Assert.Equal(("Büro", "Be brief.", "a/b", "Brief"), (stored!.Folder, stored.SystemPrompt, stored.Model, stored.Settings!.Preset));
        Assert.Equal((0.5, "\n"), (stored.Settings.Generation.Temperature, Assert.Single(stored.Settings.Generation.Stop!)));
        Assert.Equal(["c#", "urgent"], stored.Tags);
        Assert.Equal("Work", Assert.Single((await _store.ListAsync(new(Folder: "Büro"), 10, null, Token)).Chats).Title);
        Assert.Equal(2, (await _store.ListAsync(new(Tag: "c#"), 10, null, Token)).Chats.Count);
        var labels = await _store.ListLabelsAsync(Token);
        Assert.Equal([new Label("Büro", 1)], labels.Folders);
        Assert.Equal([new Label("c#", 2), new Label("urgent", 1)], labels.Tags);

        await _store.ChangeAsync(work.Id, new(Folder: "", Tags: [], SystemPrompt: "", Model: "", Settings: new(GenerationSettings.None)), Token);
        stored = await _store.FindAsync(work.Id, Token);
        Assert.Equal((null, null, null, null), (stored!.Folder, stored.Tags, stored.SystemPrompt, stored.Model));
    }

    [Fact]
    public async Task A_title_of_the_user_is_not_replaced_by_a_model()
    {
        var chat = NewChat("First words");
        await _store.CreateAsync(chat, Token);
        Assert.True(await _store.RenameAsync(chat.Id, "By a model", TitleSource.Model, Token));
        Assert.True(await _store.RenameAsync(chat.Id, "By me", TitleSource.User, Token));
        Assert.False(await _store.RenameAsync(chat.Id, "By a model again", TitleSource.Model, Token));
        Assert.True(await _store.RenameAsync(chat.Id, "By me again", TitleSource.User, Token));
        Assert.Equal("By me again", (await _store.FindAsync(chat.Id, Token))!.Title);
    }

    [Fact]
    public async Task A_search_is_narrowed_by_chat_model_time_folder_tag_and_code()
    {
        var (chat, _, answer) = await ConverseAsync(_store, "giraffe?", "A giraffe in\n```csharp\nnew Giraffe();\n```");
        var (other, _, _) = await ConverseAsync(_store, "giraffe!", "Another giraffe");
        await _store.ChangeAsync(other.Id, new(Folder: "Zoo", Tags: ["animals"]), Token);

        async Task<int> CountAsync(SearchFilter filter) => (await _store.SearchAsync("giraffe", filter, 50, Token)).Count;
        Assert.Equal(4, await CountAsync(SearchFilter.None));
        Assert.Equal(2, await CountAsync(new(ChatId: chat.Id)));
        Assert.Equal(2, await CountAsync(new(Model: "fake/fake")));
        Assert.Equal(0, await CountAsync(new(Model: "fake/other")));
        Assert.Equal(0, await CountAsync(new(Since: answer.CreatedAt.AddMilliseconds(1))));
        Assert.Equal(4, await CountAsync(new(Since: answer.CreatedAt, Until: answer.CreatedAt.AddMilliseconds(1))));
        Assert.Equal(2, await CountAsync(new(Folder: "Zoo")));
        Assert.Equal(2, await CountAsync(new(Tag: "animals")));
        Assert.Equal(answer.Id, Assert.Single(await _store.SearchAsync("giraffe", new(HasCode: true), 50, Token)).MessageId);
    }

    private async Task<Message> AnswerAsync(Message question, string text, bool isNew)
    {
        var reply = Reply(question);
        var journal = _store.BeginReply(new(reply, isNew ? question : null));
        await journal.AppendTextAsync(text, Token);
        await journal.CompleteAsync(new(MessageStatus.Complete), Token);
        return reply;
    }

    private async Task<IReadOnlyList<Message>> BranchAsync(Chat chat) =>
        (await _store.GetMessagesAsync(chat.Id, limit: null, before: null, Token))!.Messages;
}
