using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace AiChatLocal.Server.Features.Transfer.Export;

/// <summary>
/// Markdown as HTML in which nothing runs and nothing is fetched: HTML in the text stays text, links go to the web and to mail only, a picture
/// that lies elsewhere is a link.
/// </summary>
internal sealed class HtmlMarkdown
{
    private readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseTaskLists()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .Build();

    public string Render(string markdown)
    {
        using var text = new StringWriter();
        var renderer = new HtmlRenderer(text);
        _pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new LinkRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new AutolinkRenderer());
        try
        {
            renderer.Render(Markdown.Parse(markdown, _pipeline));
        }
        catch (ArgumentException)
        {
            // Nested deeper than the parser goes along with: shown as it is written.
            return $"<pre>{Html.Encode(markdown)}</pre>";
        }

        return text.ToString();
    }

    private static bool MayLinkTo(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "mailto";

    private static void WriteLink(HtmlRenderer renderer, string? url, Action writeText)
    {
        if (!MayLinkTo(url))
        {
            writeText();
            return;
        }

        renderer.Write("<a rel=\"noreferrer noopener\" href=\"").WriteEscapeUrl(url).Write("\">");
        writeText();
        renderer.Write("</a>");
    }

    private sealed class LinkRenderer : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link) => WriteLink(
            renderer,
            link.GetDynamicUrl?.Invoke() ?? link.Url,
            () =>
            {
                if (link.FirstChild is null)
                {
                    renderer.WriteEscape(link.Url);
                }

                renderer.WriteChildren(link);
            });
    }

    private sealed class AutolinkRenderer : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline link) =>
            WriteLink(renderer, link.IsEmail ? "mailto:" + link.Url : link.Url, () => renderer.WriteEscape(link.Url));
    }
}
