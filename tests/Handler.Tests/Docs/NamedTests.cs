using System.Text.RegularExpressions;
using Handler.Tests.Architecture;

namespace Handler.Tests.Docs;

/// <summary>The tests that a page names in backticks, as <c>Class.Test_name</c> or as a class alone, and whether they are there.</summary>
internal static partial class NamedTests
{
    // By the name of the file, which is that of its class.
    private static readonly ILookup<string, string> Tests = Repository.Files("tests", "*.cs")
        .Where(file => !file.Path.Contains("/Docs/", StringComparison.Ordinal))
        .ToLookup(file => Path.GetFileNameWithoutExtension(file.Path), file => file.Text, StringComparer.Ordinal);

    /// <summary>The rows below the heading of the table of <paramref name="page"/> whose first column is <paramref name="heading"/>.</summary>
    public static IEnumerable<string> Rows(string page, string heading) => File.ReadLines(Path.Combine(Repository.Root, "docs", page))
        .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
        .Skip(2)
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith($"| {heading} |", StringComparison.Ordinal));

    /// <summary>The names in a column of a row.</summary>
    public static List<string> In(string row, int column) =>
        [.. Name.Matches(row.Replace(@"\|", "", StringComparison.Ordinal).Split('|')[column]).Select(match => match.Groups["name"].Value)];

    public static bool IsThere(string name) => name.Split('.') switch
    {
        [var type, var test] => Tests[type].Any(text => text.Contains($" {test}(", StringComparison.Ordinal)),
        [var type] => Tests.Contains(type),
        _ => false,
    };

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Name { get; }
}
