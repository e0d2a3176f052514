using AiChatLocal.Core.Localization;

namespace AiChatLocal.Server.Features.Transfer.Import;

/// <summary>What an import reads is no chat, or cannot be taken; said in our own words, unlike what the runtime's exceptions say.</summary>
internal sealed class UnreadableException(LocalizedString why) : Exception(why)
{
    public LocalizedString Why => why;
}
