using Handler.Cli;

namespace Handler.Tests.Cli.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("tsk get", "Did you mean task?")]
    [InlineData("task gt", "Did you mean get?")]
    [InlineData("tsk --help", "Did you mean task?")]
    [InlineData("task gt --help", "Did you mean get?")]
    [InlineData("help tsk", "Did you mean task?")]
    [InlineData("help task gt", "Did you mean get?")]
    [InlineData("task get --url http://a", "Option '--task-id' is required.")]
    [InlineData("task get --url http://a --tsk-id 1", "Unrecognized option '--tsk-id'. Did you mean --task-id?")]
    [InlineData("task get --task-id 1", "Which agent? Add --url")]
    [InlineData("task get --task-id 1 --url http://a --history-length -1", "--history-length: -1 is no length; give 0 for none")]
    [InlineData("task get --task-id 1 --url http://a --history-length x", "--history-length: x is no length")]
    [InlineData("task get --task-id 1 --url http://a --timeout 0", "--timeout: '0' is no time that fits here")]
    [InlineData("card get", "Which agent? Add --url")]
    [InlineData("card get localhost:8000", "did you mean http://localhost:8000?")]
    [InlineData("task get 8cad4ae8-c395-470b-b5f9-5f15124f013d --task-id t", "it looks like an id, which goes behind --task-id; write it like http://localhost:8000.")]
    [InlineData("card get ftp://a", "--url: 'ftp://a' is no http or https URL; write it like")]
    [InlineData("card get http://a --url http://b", "Two URLs: --url http://b and 'http://a'. Give one.")]
    [InlineData("card get nope --url http://b", "'nope' has no place here beside --url.")]
    [InlineData("task cancel nope --url http://b", "'nope' has no place here beside --url. A task goes behind --task-id.")]
    [InlineData("card get --bearr x", "Unrecognized option '--bearr'. Did you mean --bearer?")]
    [InlineData("message send", "Which agent? Add --url")]
    [InlineData("message send --url http://a", "Required argument 'text' missing")]
    [InlineData("message send hello", "Which agent? Add --url")]
    [InlineData("message send http://a", "What is the agent to be told?")]
    [InlineData("message send http://a two words", "put it in quotes, such as \"two words\"")]
    [InlineData("message send --url http://a two words", "put it in quotes, such as \"two words\"")]
    [InlineData("message send --url http://a hi --wait 3", "--wait: '3' is no time that fits here")]
    [InlineData("message send --url http://a hi --waitt 3s", "Unrecognized option '--waitt'. Did you mean --wait?")]
    [InlineData("message send --url http://a hi --push-token x", "--push-token goes with --push-url")]
    [InlineData("message send --url http://a hi --push-url x", "--push-url: 'x' is no http or https URL")]
    [InlineData("task set-notification --url http://a --task-id 1", "Option '--webhook-url' is required.")]
    [InlineData("task set-notification --url http://a --task-id 1 --webhook-url nowhere", "--webhook-url: 'nowhere' is no http")]
    [InlineData("task set-notification --url http://a --task-id 1 --webhook-url http://b --webhook-auth x", "--webhook-auth: one word is no Authorization")]
    [InlineData("task get --task-id 1 --url", "Required argument missing for option: '--url'. Help and an example: handler task get --help")]
    [InlineData("message stream --url http://a two words", "put it in quotes, such as \"two words\"")]
    [InlineData("message strem --url http://a hi", "Did you mean stream?")]
    [InlineData("task resubscribe --url http://a", "Option '--task-id' is required.")]
    [InlineData("task cancel --url http://a", "Option '--task-id' is required.")]
    [InlineData("task cancl --url http://a", "Did you mean cancel?")]
    [InlineData("task list", "Which agent? Add --url")]
    [InlineData("task list --url http://a --state done", "--state: 'done' is no state; give one of submitted, working, completed,")]
    [InlineData("task list --url http://a --limit 0", "--limit: 0 is no number of tasks; give how many")]
    [InlineData("task list --url http://a --limit some", "--limit: some is no number of tasks; give how many")]
    [InlineData("card get --url http://a --url http://b", "Option '--url' expects a single argument but 2 were provided.")]
    [InlineData("server push --port 1 --port 2", "Option '--port' expects a single argument but 2 were provided.")]
    [InlineData("server push --port 70000", "--port: 70000 is no port")]
    [InlineData("server push --port abc", "--port: abc is no port; give one from 1 to 65535")]
    [InlineData("server push --host example.com", "--host: 'example.com' is no IP address")]
    [InlineData("server push --token env:NOT_SET", "--token: there is no environment variable 'NOT_SET'")]
    [InlineData("server agent --steps -1", "--steps: -1 is no number of steps; give 0 to 100000")]
    [InlineData("server agent --steps 1.5", "--steps: 1.5 is no number of steps")]
    [InlineData("server agent --public-url agents.example.com", "--public-url: 'agents.example.com' is no http or https URL; did you mean http://agents.example.com?")]
    [InlineData("server agent --public-url https://agents.example.com/?a=b", "--public-url: 'https://agents.example.com/?a=b' has a query or a fragment; give")]
    [InlineData("server agent --interval soon", "--interval: 'soon' is no time that fits here")]
    public async Task A_wrong_line_is_explained_on_standard_error_and_ends_with_2(string line, string expected)
    {
        var run = await CliRun.Of(line.Split(' '));

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(expected);
        run.Error.ShouldNotContain("   at ");
        run.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("task", "set-notificaton", "--url", "http://a")]
    [InlineData("servr", "push", "--port", "1")]
    public async Task Of_a_mistyped_command_only_itself_is_told(params string[] line)
    {
        var run = await CliRun.Of(line);

        run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3, run.Error);
        run.Error.ShouldStartWith("Unrecognized command or argument '");
    }

    [Theory]
    [InlineData("Unrecognized option '--urll'. Did you mean --url?\n", "task", "get", "--urll", "http://localhost:8000", "--task-id", "x")]
    [InlineData("Unrecognized command or argument '--prt'.\nDid you mean --port?\n", "server", "push", "--prt", "1")]
    public async Task The_value_of_a_mistyped_option_is_no_fault_of_its_own(string expected, params string[] line)
    {
        var run = await CliRun.Of(line);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldStartWith(expected + "Help and an example:");
    }

    [Fact]
    public async Task No_text_is_no_message()
    {
        var run = await CliRun.Of("message", "send", "--url", "http://a", " ");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("The text is empty");
    }

    [Fact]
    public async Task A_database_without_a_name_is_refused()
    {
        var run = await CliRun.Of("server", "agent", "--data", "");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("--data: the name is empty");
    }

    [Fact]
    public async Task A_wrong_line_says_where_help_is()
    {
        var run = await CliRun.Of("task", "get");

        run.Error.TrimEnd().ShouldEndWith("Help and an example: handler task get --help");
    }

    [Fact]
    public async Task Words_that_are_copied_into_an_error_are_escaped()
    {
        var run = await CliRun.Of("card", "get", "http://a", "\u001b[2J");

        run.Error.ShouldContain("\\u001b[2J");
        run.Error.ShouldNotContain('\u001b');
    }
}
