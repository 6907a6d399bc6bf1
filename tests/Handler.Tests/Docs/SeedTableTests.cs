using System.Text.RegularExpressions;
using Handler.Tests.Architecture;

namespace Handler.Tests.Docs;

/// <summary>docs/seeds.md names a test for every row, and the tests are there.</summary>
public sealed partial class SeedTableTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "seeds.md"));

    // By the name of the file, which is that of its class.
    private static readonly ILookup<string, string> Tests = Repository.Files("tests", "*Tests.cs")
        .Where(file => !file.Path.EndsWith("SeedTableTests.cs", StringComparison.Ordinal))
        .ToLookup(file => Path.GetFileNameWithoutExtension(file.Path), file => file.Text, StringComparer.Ordinal);

    public static TheoryData<string> Rows => [.. Page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| It shows", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_is_held_by_tests_that_are_there(string row)
    {
        var held = row.Replace(@"\|", "", StringComparison.Ordinal).Split('|')[3];
        var names = Name.Matches(held).Select(match => match.Groups["name"].Value).ToList();

        names.ShouldNotBeEmpty();
        names.ShouldAllBe(name => IsThere(name));
    }

    [Fact]
    public void A_test_that_is_not_there_is_seen()
    {
        IsThere("SeedWalkTests.Registration_is_shown_listed_and_deleted_on_the_command_line").ShouldBeTrue();
        IsThere("SeedWalkTests.Nothing_of_the_kind").ShouldBeFalse();
        IsThere("NoSuchTests").ShouldBeFalse();
    }

    private static bool IsThere(string name) => name.Split('.') switch
    {
        [var type, var test] => Tests[type].Any(text => text.Contains($" {test}(", StringComparison.Ordinal)),
        [var type] => Tests.Contains(type),
        _ => false,
    };

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Name { get; }
}
