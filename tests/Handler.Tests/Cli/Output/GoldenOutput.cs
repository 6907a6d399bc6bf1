using Handler.Tests.Architecture;
using Handler.Tests.Protocol;

namespace Handler.Tests.Cli.Output;

/// <summary>
/// What commands print for programs, as files that are kept (<c>Cli/Golden</c>) and that docs/output.md shows. After a change that is meant,
/// run once with <c>ACCEPT_CLI_GOLDEN=1</c>, commit what it wrote, and say it in the changelog: scripts read it.
/// </summary>
internal static class GoldenOutput
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Handler.Tests", "Cli", "Golden");

    public static void ShouldBeGolden(this string output, string file)
    {
        var path = Path.Combine(Folder, file);
        if (Environment.GetEnvironmentVariable("ACCEPT_CLI_GOLDEN") == "1")
        {
            File.WriteAllText(path, output);
        }

        var golden = File.Exists(path) ? File.ReadAllText(path) : "";
        Canonical(output, file).ShouldBe(
            Canonical(golden, file),
            $"{file} is not what the command prints. If that is meant: ACCEPT_CLI_GOLDEN=1 dotnet test tests/Handler.Tests -c Release --filter FullyQualifiedName~Golden");
    }

    private static string[] Canonical(string text, string file) => file.EndsWith(".ndjson", StringComparison.Ordinal)
        ? [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(CanonicalJson.Of)]
        : text.Length == 0 ? [] : [CanonicalJson.Of(text)];
}
