using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Handler.Cli;
using Handler.Cli.Commands;

namespace Handler.Tests.Cli.Commands;

public sealed partial class HelpTests
{
    public static TheoryData<string> AllCommands => [.. CommandRow.All().Select(row => row.Path)];

    public static TheoryData<string> Leaves => [.. CommandRow.All().Where(row => row.IsLeaf).Select(row => row.Path)];

    [Theory]
    [MemberData(nameof(AllCommands))]
    public async Task Help_of_every_command_shows_an_example(string path)
    {
        var run = await CliRun.Of([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldMatch("(?m)^Examples?:\n  (handler |id=|source )");
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void Examples_are_lines_that_the_parser_takes(string path)
    {
        var row = CommandRow.All().Single(row => row.Path == path);
        var examples = (row.Command as ExampleCommand)?.Example ?? [];
        var typed = examples.SelectMany(line => Called().Matches(line)).Select(match => match.Value.Trim()).ToList();

        typed.ShouldNotBeEmpty();
        typed.ShouldContain(line => line.StartsWith($"handler {path}", StringComparison.Ordinal));
        foreach (var line in typed)
        {
            row.Root.Parse([.. CommandLineParser.SplitCommandLine(line).Skip(1)]).Errors.ShouldBeEmpty(line);
        }
    }

    [Theory]
    [InlineData("server")]
    [InlineData("card")]
    [InlineData("message")]
    [InlineData("task")]
    public async Task A_group_alone_says_which_commands_it_has(string group)
    {
        var run = await CliRun.Of(group);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldBe((await CliRun.Of(group, "--help")).Out);
        run.Out.ShouldContain("\nCommands:\n");
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("task")]
    [InlineData("task get")]
    public async Task Help_before_a_command_is_help_behind_it(string path)
    {
        string[] words = path.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        (await CliRun.Of(["help", .. words])).Out.ShouldBe((await CliRun.Of([.. words, "--help"])).Out);
    }

    [Fact]
    public async Task Alone_it_says_what_to_begin_with()
    {
        var run = await CliRun.Of();

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldContain("  handler server push");
    }

    [Fact]
    public async Task Alone_on_a_narrow_terminal_it_breaks_lines_between_words_and_no_command()
    {
        var run = await CliRun.Of(new CliTerminal { IsWatched = true, Width = 40 });

        var commands = FirstSteps.Commands.Select(row => $"  {row.Words}").ToList();
        run.Out.Split('\n').Where(line => line.Length > 40).ShouldBeSubsetOf(commands);
        run.Out.ShouldContain(commands[^1] + "\n");
    }

    [Fact]
    public async Task Help_of_the_program_shows_no_more_than_what_to_begin_with()
    {
        var run = await CliRun.Of("--help");

        run.Out.ShouldContain("Examples:\n" + string.Concat(FirstSteps.Commands.Select(row => $"  {row.Words,-63}  {row.Text}\n")) + "\nExit codes:");
    }

    [Fact]
    public async Task Help_of_the_program_lists_its_exit_codes() => (await CliRun.Of("--help")).Out.ShouldContain("130  interrupted");

    [Fact]
    public async Task Version_prints_the_version()
    {
        var run = await CliRun.Of("version");

        run.Out.ShouldMatch("^handler [0-9]+\\.[0-9]+\\.[0-9]+\n$");
    }

    /// <summary>Each call of the program in a line of a shell, up to where it is piped on, closed or commented.</summary>
    [GeneratedRegex(@"\bhandler ([^|)#]|#\w)*")]
    private static partial Regex Called();
}
