using System.Text;

namespace AiChatLocal.Protocol.Generator;

/// <summary>Writes the contract as TypeScript types, in Prettier's own layout.</summary>
internal sealed class TypeScriptWriter
{
    private const int Width = 140;
    private readonly StringBuilder _text = new();

    public static string Write(Contract contract, string hash)
    {
        var writer = new TypeScriptWriter();
        writer.WriteAll(contract, hash);
        return writer._text.ToString();
    }

    private void WriteAll(Contract contract, string hash)
    {
        Line("// Generated from shared-protocol/contract by `npm run generate`. Edit the contract, not this file.");
        Line();
        Doc("", "Hash of the contract's shape, which `initialize` exchanges: both sides must come from one contract.");
        Line($"export const contractHash = \"{hash}\";");
        foreach (var type in contract.Types)
        {
            Line();
            Doc("", type.Doc);
            Type(type);
        }

        Line();
        Doc("", "Every error code that may stand in a response.");
        Line("export const RpcErrorCode = {");
        foreach (var code in contract.ErrorCodes)
        {
            Doc("  ", code.Doc);
            Line($"  {code.Name}: {code.Code},");
        }

        Line("} as const;");
        Map("RpcRequests", "What each request takes and gives.", contract.Requests, method => $"{{ params: {method.Params.Name}; result: {method.Result!.Name} }}");
        Map("ServerNotifications", "What the server tells the client.", contract.NotificationsFrom(RpcSender.Server), method => method.Params.Name);
        Map("ClientNotifications", "What the client tells the server.", contract.NotificationsFrom(RpcSender.Client), method => method.Params.Name);
        Line();
        Line("export type RpcNotifications = ServerNotifications & ClientNotifications;");
    }

    private void Type(ContractType type)
    {
        switch (type)
        {
            case EnumType values:
                Union(type.Name, values.Members.Select(member => $"\"{member}\""));
                break;
            case UnionType union:
                Union(type.Name, union.Cases);
                break;
            case RecordType { Properties.Count: 0, Discriminator: null }:
                Line($"export type {type.Name} = Record<string, never>;");
                break;
            case RecordType record:
                Interface(record);
                break;
        }
    }

    private void Interface(RecordType record)
    {
        Line($"export interface {record.Name} {{");
        if (record.Discriminator is var (property, value))
            Line($"  {property}: \"{value}\";");
        foreach (var member in record.Properties)
        {
            Doc("  ", WithDefault(member));
            // What only goes in may be undefined as well: it is left out on the wire all the same.
            var suffix = (member.Nullable ? " | null" : "") + (member.Optional && record.InputOnly ? " | undefined" : "");
            Line($"  {member.Name}{(member.Optional ? "?" : "")}: {Shape(member.Shape)}{suffix};");
        }

        Line("}");
    }

    private static string? WithDefault(ContractProperty member) =>
        member is { Optional: true, Default: { } value } ? $"{member.Doc} Default: `{value.ToJsonString()}`.".TrimStart() : member.Doc;

    private void Union(string name, IEnumerable<string> cases)
    {
        var parts = cases.ToList();
        var line = $"export type {name} = {string.Join(" | ", parts)};";
        if (line.Length <= Width)
        {
            Line(line);
            return;
        }

        Line($"export type {name} =");
        for (var i = 0; i < parts.Count; i++)
            Line($"  | {parts[i]}{(i == parts.Count - 1 ? ";" : "")}");
    }

    private void Map(string name, string doc, IEnumerable<ContractMethod> methods, Func<ContractMethod, string> value)
    {
        Line();
        Doc("", doc);
        Line($"export interface {name} {{");
        foreach (var method in methods)
        {
            Doc("  ", method.Params.Doc);
            Line($"  {(method.Name.All(char.IsAsciiLetter) ? method.Name : $"\"{method.Name}\"")}: {value(method)};");
        }

        Line("}");
    }

    private static string Shape(ValueShape shape) => shape switch
    {
        ValueShape.Named named => named.Type,
        ValueShape.ArrayOf array => $"{Shape(array.Element)}[]",
        ValueShape.Scalar { Kind: ScalarKind.Text or ScalarKind.Instant } => "string",
        ValueShape.Scalar { Kind: ScalarKind.Flag } => "boolean",
        ValueShape.Scalar { Kind: ScalarKind.Any } => "unknown",
        _ => "number",
    };

    private void Doc(string indent, string? text)
    {
        if (text is null)
            return;
        if (indent.Length + text.Length + "/**  */".Length <= Width)
        {
            Line($"{indent}/** {text} */");
            return;
        }

        Line($"{indent}/**");
        foreach (var line in Wrap(text, Width - indent.Length - 3))
            Line($"{indent} * {line}");
        Line($"{indent} */");
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
