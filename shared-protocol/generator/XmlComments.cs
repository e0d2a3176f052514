using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AiChatLocal.Protocol.Generator;

/// <summary>The comments of an assembly, as Markdown in the words of the wire: names of members in camelCase.</summary>
internal sealed partial class XmlComments(IReadOnlyDictionary<string, XElement> members)
{
    public static XmlComments Of(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return new(XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal));
    }

    public string? Summary(Type type) => Text(Member($"T:{type.FullName}")?.Element("summary"));

    public string? Summary(FieldInfo field) => Text(Member($"F:{field.DeclaringType!.FullName}.{field.Name}")?.Element("summary"));

    /// <summary>The comment of a record's parameter, which stands at the type and at its constructor.</summary>
    public string? Parameter(Type record, string name) =>
        Text(Member($"T:{record.FullName}")?.Elements("param").SingleOrDefault(element => element.Attribute("name")?.Value == name));

    private XElement? Member(string id) => members.GetValueOrDefault(id);

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = Spaces().Replace(string.Concat(element.Nodes().Select(Markdown)), " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "paramref" } parameter => $"`{Camel(parameter.Attribute("name")!.Value)}`",
        XElement { Name.LocalName: "see" } see => $"`{Reference(see.Attribute("cref")!.Value)}`",
        XElement element => throw new InvalidOperationException($"The generator knows no <{element.Name}> in a comment."),
        _ => "",
    };

    /// <summary>A type by its name, a member of an enum as its value, any other member as <c>Type.member</c>.</summary>
    private static string Reference(string cref)
    {
        var names = cref[2..].Split('.');
        if (cref[0] == 'T')
            return names[^1];
        return cref[0] == 'F' && names[^2] != nameof(RpcErrorCode) ? Camel(names[^1]) : $"{names[^2]}.{Camel(names[^1])}";
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
