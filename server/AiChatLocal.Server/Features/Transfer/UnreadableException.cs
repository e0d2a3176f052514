using AiChatLocal.Core.Localization;

namespace AiChatLocal.Server.Features.Transfer;

/// <summary>What is read is no chat, or cannot be taken; said in our own words, unlike what the runtime's exceptions say.</summary>
internal sealed class UnreadableException(LocalizedString why) : IOException(why)
{
    public LocalizedString Why => why;
}
