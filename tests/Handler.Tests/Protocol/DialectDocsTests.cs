using System.Text.RegularExpressions;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Protocol.Legacy;
using Handler.Protocol.V03;
using Handler.Tests.Architecture;

namespace Handler.Tests.Protocol;

/// <summary>docs/dialects.md shows what the code does.</summary>
public sealed partial class DialectDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "dialects.md"));

    [Fact]
    public void Every_example_on_the_page_is_its_golden_file()
    {
        var examples = Example.Matches(Page);

        examples.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (Match example in examples)
        {
            CanonicalJson.Of(example.Groups["json"].Value).ShouldBe(CanonicalJson.Of(GoldenFile.Read(example.Groups["name"].Value)));
        }
    }

    [Fact]
    public void The_table_of_states_is_made_from_the_code() =>
        TableAfter("states").ShouldBe(string.Join('\n', Enum.GetValues<TaskState>().Select(state =>
            $"| `{state.WireName}` | `{V03TaskStateConverter.Names.NameOf(state)}` | `{LegacyTaskStateConverter.Names.NameOf(state)}` |")));

    [Fact]
    public void The_table_of_errors_is_made_from_the_code() =>
        TableAfter("errors").ShouldBe(string.Join('\n', A2AErrors.All.OrderByDescending(error => error.Code).Select(error =>
        {
            var told = new A2AException(error.Code, "");
            return $"| {error.Name} | {(int)error.Code} | {V03Mapper.FromV1(told).Code} | {LegacyMapper.FromV1(told).Code} |";
        })));

    [Fact]
    public void The_page_names_every_method()
    {
        foreach (var method in V03Methods.All.Concat(LegacyMethods.All).Concat(A2AMethods.All))
        {
            Page.ShouldContain($"`{method}`");
        }
    }

    [GeneratedRegex("<!-- golden: (?<name>[^ ]+) -->\n```json\n(?<json>.*?)\n```", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Example { get; }

    // The rows under the heading of the table that a comment names.
    private static string TableAfter(string name)
    {
        var lines = Page.Split($"<!-- {name} -->\n")[1].Split('\n');
        return string.Join('\n', lines.Skip(2).TakeWhile(line => line.StartsWith('|')));
    }
}
