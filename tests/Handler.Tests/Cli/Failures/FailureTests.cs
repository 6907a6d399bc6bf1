using System.Net;
using System.Security.Authentication;
using Handler.Cli;
using Handler.Cli.Failures;
using Handler.Server.Storage;
using Handler.TestKit;
using Handler.Tests.Client;

namespace Handler.Tests.Cli.Failures;

public sealed class FailureTests
{
    [Theory]
    [InlineData(HttpStatusCode.NotFound, ExitCode.Unreachable, "There is no agent at http://agent.example: something answers")]
    [InlineData(HttpStatusCode.BadGateway, ExitCode.Unreachable, "HTTP 502")]
    [InlineData(HttpStatusCode.InternalServerError, ExitCode.Refused, "HTTP 500")]
    [InlineData(HttpStatusCode.Unauthorized, ExitCode.Unauthenticated, "(HTTP 401): credentials are missing or wrong. Give --bearer TOKEN")]
    [InlineData(HttpStatusCode.Forbidden, ExitCode.Unauthenticated, "(HTTP 403): the credentials that were given may not do this.")]
    [InlineData(HttpStatusCode.OK, ExitCode.Refused, "no A2A 1.0 agent card")]
    public async Task What_the_agent_answers_instead_of_its_card_decides(HttpStatusCode status, int exitCode, string expected)
    {
        var agent = new FakeAgent { Instead = (_, _) => Task.FromResult(FakeAgent.Json("{}", status)) };

        var run = await agent.RunAsync("card", "get");

        ShouldFail(run, exitCode, expected);
    }

    [Fact]
    public async Task An_agent_that_does_not_answer_is_unreachable()
    {
        var agent = new FakeAgent { Instead = (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused") };

        var run = await agent.RunAsync("card", "get");

        ShouldFail(
            run, ExitCode.Unreachable, "No agent answers at http://agent.example/.well-known/agent-card.json: Connection refused. Check the URL");
    }

    [Fact]
    public async Task A_failure_of_TLS_is_told_with_its_own_reason()
    {
        var agent = new FakeAgent
        {
            Instead = (_, _) => throw new HttpRequestException(
                HttpRequestError.SecureConnectionError, "The SSL connection could not be established, see inner exception.", new AuthenticationException("No certificate")),
        };

        var run = await agent.RunAsync("card", "get");

        ShouldFail(run, ExitCode.Unreachable, "TLS failed (is it an https URL that should be http?): No certificate. Check the URL");
    }

    [Fact]
    public async Task What_is_no_card_says_what_to_give_instead()
    {
        var agent = new FakeAgent { Instead = (_, _) => Task.FromResult(FakeAgent.Json("<html>Hello</html>")) };

        var run = await agent.RunAsync("card", "get");

        ShouldFail(run, ExitCode.Refused, "Give an agent's base URL, or its card's own, which ends in .json. What answered begins: <html>Hello</html>");
    }

    [Fact]
    public async Task A_silent_agent_is_given_up_after_the_timeout()
    {
        var clock = new ManualClock();
        var agent = new FakeAgent { Instead = async (_, cancel) => await SilenceAsync(cancel) };
        using var interruption = new Interruption();

        var running = CliRun.Of(
            new CliTerminal(interruption) { Network = agent, Clock = clock }, "card", "get", FakeAgent.Url, "--timeout", "5s");

        ShouldFail(await clock.PassAsync(running), ExitCode.TimedOut, "did not answer Agent card in time. Give it more with --timeout");
    }

    [Fact]
    public async Task An_interruption_is_no_failure_of_the_agent()
    {
        using var interruption = new Interruption();
        var agent = new FakeAgent { Instead = async (_, cancel) => await SilenceAsync(cancel) };

        var running = CliRun.Of(new CliTerminal(interruption) { Network = agent }, "card", "get", FakeAgent.Url);
        interruption.Ask(orderly: false);

        ShouldFail(await running, ExitCode.Interrupted, "Interrupted.");
    }

    [Fact]
    public async Task A_defect_is_one_line_without_a_stack_trace()
    {
        var agent = new FakeAgent { Instead = (_, _) => throw new InvalidOperationException("boom\nbang") };

        var run = await agent.RunAsync("card", "get");

        ShouldFail(run, ExitCode.Refused, "A defect of handler: InvalidOperationException: boom\\u000abang Please report it");
    }

    [Fact]
    public void A_store_that_is_away_is_told_in_its_own_words() =>
        FailureMapper.Map(new StoreUnavailableException("The disk is full. Make room."), CancellationToken.None)
            .ShouldBe(new Failure(ExitCode.Refused, "The disk is full. Make room."));

    [Fact]
    public void A_wrong_argument_is_told_without_its_name_in_the_code() =>
        FailureMapper.Map(new ArgumentException("'x' is no URL.", "url"), CancellationToken.None)
            .ShouldBe(new Failure(ExitCode.Usage, "'x' is no URL."));

    private static void ShouldFail(CliRun run, int exitCode, string expected)
    {
        run.ExitCode.ShouldBe(exitCode);
        run.Error.ShouldContain(expected);
        run.Error.TrimEnd('\n').ShouldNotContain('\n');
        run.Out.ShouldBeEmpty();
    }

    private static async Task<HttpResponseMessage> SilenceAsync(CancellationToken cancel)
    {
        await Task.Delay(Timeout.Infinite, cancel);
        throw new InvalidOperationException("Silence ends by cancellation only.");
    }
}
