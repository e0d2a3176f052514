using System.Reflection;
using System.Reflection.Emit;
using System.Text;
using AiChatLocal.Core.Localization;

namespace AiChatLocal.Server.Tests.Support;

/// <summary>
/// The keys of all sentences that an assembly can say, read from what the compiler made of them: for each interpolated string that
/// becomes a <see cref="LocalizedString"/> it writes a construction with the two sizes, then a call for each literal and each value, in order.
/// </summary>
internal static class CompiledSentences
{
    private const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static IEnumerable<string> In(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetMethods(All).AsEnumerable<MethodBase>().Concat(type.GetConstructors(All)))
        .Where(method => method.DeclaringType != typeof(LocalizedString))
        .SelectMany(In);

    private static List<string> In(MethodBase method)
    {
        List<string> found = [];
        Stack<Unfinished> begun = [];
        var literal = "";
        List<int> numbers = [];
        var literals = 0;
        foreach (var (code, operand) in Instructions(method))
        {
            if (code == OpCodes.Ldstr)
            {
                literal = method.Module.ResolveString((int)operand);
            }
            else if (Number(code, operand) is { } number)
            {
                numbers.Add(number);
            }
            else if (code.OperandType == OperandType.InlineMethod && Called(method, (int)operand) is { } called && called.DeclaringType == typeof(LocalizedString))
            {
                if (called.IsConstructor)
                {
                    begun.Push(new(numbers[^2], numbers[^1]));
                }
                else if (called.Name == nameof(LocalizedString.AppendLiteral))
                {
                    begun.Peek().Words.Append(literal);
                    begun.Peek().Letters -= literal.Length;
                }
                else if (called.Name == nameof(LocalizedString.AppendFormatted))
                {
                    Assert.False(literals > 1, $"A brace in {method.DeclaringType}.{method.Name} is read as the begin of a value: “{literal}” is its format.");
                    begun.Peek().Words.Append('{').Append(begun.Peek().Values++).Append('}');
                }

                while (begun.TryPeek(out var last) && last.IsWhole)
                {
                    found.Add(begun.Pop().Words.ToString());
                }
            }

            literals = code == OpCodes.Ldstr ? literals + 1 : 0;
        }

        Assert.True(begun.Count == 0, $"A sentence in {method.DeclaringType}.{method.Name} could not be read.");
        return found;
    }

    private static IEnumerable<(OpCode Code, long Operand)> Instructions(MethodBase method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < bytes.Length;)
        {
            var code = bytes[at] == 0xFE ? Codes[(short)(0xFE00 | bytes[at + 1])] : Codes[bytes[at]];
            at += code.Size;
            var size = code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(bytes, at)),
                _ => 4,
            };
            yield return (code, size switch { 1 => (sbyte)bytes[at], 4 => BitConverter.ToInt32(bytes, at), _ => 0 });
            at += size;
        }
    }

    private static MethodBase? Called(MethodBase method, int token)
    {
        var types = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var own = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return method.Module.ResolveMethod(token, types, own);
    }

    private static int? Number(OpCode code, long operand) =>
        code == OpCodes.Ldc_I4_S || code == OpCodes.Ldc_I4 ? (int)operand
        : code.Value >= OpCodes.Ldc_I4_0.Value && code.Value <= OpCodes.Ldc_I4_8.Value ? code.Value - OpCodes.Ldc_I4_0.Value
        : null;

    private sealed class Unfinished(int letters, int values)
    {
        public StringBuilder Words { get; } = new();

        public int Letters { get; set; } = letters;

        public int Values { get; set; }

        public bool IsWhole => Letters == 0 && Values == values;
    }
}
