// Builds and asks the databases of the storage benchmark.
//   database build-bare <file> <messages>
//   database ask-bare <file> <runs>            prints {"chats": {"p50": …, "p95": …}, …} in milliseconds
//   database fill-product <data directory> <messages>     the database is there, as the sidecar made it, and empty
//   database words                             prints what the searches of the benchmark look for
using System.Globalization;
using System.Text.Json;
using AiChatLocal.Core;
using Database;

switch (args)
{
    case ["build-bare", var file, var messages]:
        BareDatabase.Build(file, Number(messages));
        return 0;
    case ["ask-bare", var file, var runs]:
        using (var queries = new BareQueries(file, Number(runs)))
            Print(queries.Measure());
        return 0;
    case ["fill-product", var directory, var messages]:
        ProductDatabase.Fill(new DataDirectory(directory), Number(messages));
        return 0;
    case ["words"]:
        Print(new { Rare = Enumerable.Range(0, SampleText.RareWords).Select(SampleText.RareWord), Common = SampleText.CommonWord, SampleText.Phrase });
        return 0;
    default:
        Console.Error.WriteLine("See the first lines of Program.cs.");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void Print<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
