using System.Net;
using System.Text;
using Handler.Cli;
using Handler.TestKit;
using Handler.Tests.Client;
using Handler.Tests.Protocol;

namespace Handler.Tests.Cli.Commands;

public sealed class CardValidateTests
{
    private static readonly string Golden = Path.Combine(GoldenFile.Folder, "v03", "agent-card.json");

    [Fact]
    public async Task A_valid_card_says_whose_it_is()
    {
        var run = await CliRun.Of(new FakeAgent(), "card", "validate", FakeAgent.Url);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldBe("""
            Valid Agent Card
            Agent: Fake
            Protocol Version: 1.0
            Source: http://agent.example/.well-known/agent-card.json
            Warnings (1):
              ! supportedInterfaces[0].url: is http, which everybody on the way can read and change; use https in production.

            """);
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_read_too()
    {
        var run = await CliRun.Of("card", "validate", Golden);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldBe($"Valid Agent Card\nAgent: Route planner\nProtocol Version: 0.3.0\nSource: {Golden}\n");
    }

    [Fact]
    public async Task Every_error_has_a_line_and_the_number_ends_the_command()
    {
        var run = await OfInput("""{"name":"A\u001b[2J","description":1,"supportedInterfaces":[],"version":"1","capabilities":{},"defaultInputModes":["a/b"],"defaultOutputModes":["a/b"]}""");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Out.ShouldBe("""
            Invalid Agent Card
            Source: standard input
            Errors (3):
              ✗ description: must be a string, found 1
              ✗ supportedInterfaces: must have at least one element, and is empty.
              ✗ skills: is required and missing.

            """);
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_card_names_is_escaped_before_it_is_shown()
    {
        var run = await OfInput("{\"interfaces\":1,\"a\u009b\":1,\"a\u009b\":2}");

        run.Out.ShouldContain("a\\u009b: is there twice");
        run.Out.ShouldNotContain('\u009b');
    }

    [Fact]
    public async Task Of_many_errors_a_hundred_are_listed_and_all_counted()
    {
        var skills = string.Join(',', Enumerable.Repeat("0", 200));

        var run = await OfInput($$"""{"supportedInterfaces":[],"skills":[{{skills}}]}""");

        run.Out.ShouldMatch("(?m)^Errors \\(207\\):$");
        run.Out.TrimEnd().ShouldEndWith("\n  and 107 more");
    }

    [Theory]
    [InlineData("<html>", "$: is a web page or XML, not JSON")]
    [InlineData("[]", "$: must be an object, found []")]
    [InlineData("", "$: is empty")]
    [InlineData("{\n\"a\":}", "$: is not JSON: line 2, column 5: '}' cannot stand there.")]
    public async Task What_is_no_card_at_all_is_invalid(string text, string expected)
    {
        var run = await OfInput(text);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Out.ShouldStartWith("Invalid Agent Card\nSource: standard input\nErrors (1):\n  ✗ " + expected);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, ExitCode.Unreachable, "There is no agent at http://agent.example")]
    [InlineData(HttpStatusCode.Unauthorized, ExitCode.Unauthenticated, "refused (HTTP 401): credentials are missing or wrong.")]
    [InlineData(HttpStatusCode.InternalServerError, ExitCode.Refused, "the answer is HTTP 500 InternalServerError")]
    [InlineData(HttpStatusCode.BadGateway, ExitCode.Unreachable, "the answer is HTTP 502 BadGateway")]
    public async Task A_card_that_is_not_served_is_no_verdict(HttpStatusCode status, int exitCode, string expected)
    {
        var agent = new FakeAgent { Instead = (_, _) => Task.FromResult(FakeAgent.Json("{}", status)) };

        using var interruption = new Interruption();
        var clock = new ManualClock();
        var run = await clock.PassAsync(CliRun.Of(new CliTerminal(interruption) { Network = agent, Clock = clock }, "card", "validate", FakeAgent.Url));

        run.ExitCode.ShouldBe(exitCode);
        run.Error.ShouldContain(expected);
        run.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Which card? Give a URL, a file, or - for standard input")]
    [InlineData("The name of the source is empty.", "")]
    [InlineData("There is no file 'nope.json'. Give a file that is there, a URL, or - for standard input.", "nope.json")]
    [InlineData("There is no file 'no/such/card'.", "no/such/card")]
    [InlineData("There is no file 'localhost:1'. For an agent's card write http://localhost:1", "localhost:1")]
    [InlineData("There is no file 'ftp://a/b'. A URL begins with http:// or https://.", "ftp://a/b")]
    [InlineData("'.' is a directory. Give the card's file, such as ./agent-card.json.", ".")]
    [InlineData("--url: 'http://' is no http or https URL", "http://")]
    [InlineData("Two URLs: --url http://b and 'http://a'. Give one.", "http://a", "--url", "http://b")]
    [InlineData("'card.json' has no place here beside --url.", "card.json", "--url", "http://b")]
    [InlineData("Did you mean --bearer?", "http://a", "--beare", "x")]
    public async Task A_source_that_is_none_is_wrong_usage(string expected, params string[] words)
    {
        var run = await CliRun.Of(["card", "validate", .. words]);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(expected);
        run.Out.ShouldBeEmpty();
    }

    private static async Task<CliRun> OfInput(string text)
    {
        using var interruption = new Interruption();
        return await CliRun.Of(new CliTerminal(interruption) { InputBytes = Encoding.UTF8.GetBytes(text) }, "card", "validate", "-");
    }
}
