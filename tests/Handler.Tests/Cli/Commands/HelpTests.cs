using System.CommandLine;
using System.CommandLine.Parsing;
using Handler.Cli;
using Handler.Cli.Commands;

namespace Handler.Tests.Cli.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> AllCommands => [.. Commands().Select(command => command.Path)];

    [Theory]
    [MemberData(nameof(AllCommands))]
    public async Task Help_of_every_command_shows_an_example(string path)
    {
        var run = await CliRun.Of([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldMatch("(?m)^Examples?:\n  (handler |id=)");
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(AllCommands))]
    public void Examples_are_lines_that_the_parser_takes(string path)
    {
        var (_, command, root) = Commands().Single(row => row.Path == path);

        var examples = (command as ExampleCommand)?.Example ?? [];
        foreach (var line in examples.Where(line => line.StartsWith("handler ", StringComparison.Ordinal)))
        {
            var words = CommandLineParser.SplitCommandLine(line.Split(" | ")[0]).Skip(1).ToArray();

            root.Parse(words).Errors.ShouldBeEmpty(line);
        }
    }

    [Fact]
    public async Task Alone_it_says_what_to_begin_with()
    {
        var run = await CliRun.Of();

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldContain("  handler server push");
    }

    [Fact]
    public async Task Help_of_the_program_shows_no_more_than_what_to_begin_with()
    {
        var run = await CliRun.Of("--help");

        run.Out.ShouldContain("Examples:\n" + string.Concat(FirstSteps.Commands.Select(command => $"  {command}\n")) + "\nExit codes:");
    }

    [Fact]
    public async Task Help_of_the_program_lists_its_exit_codes() => (await CliRun.Of("--help")).Out.ShouldContain("130  interrupted");

    [Fact]
    public async Task Version_prints_the_version()
    {
        var run = await CliRun.Of("version");

        run.Out.ShouldMatch("^handler [0-9]+\\.[0-9]+\\.[0-9]+\n$");
    }

    private static IEnumerable<(string Path, Command Command, RootCommand Root)> Commands()
    {
        using var interruption = new Interruption();
        var root = CommandTree.Create(new CliTerminal(interruption).Build());
        return [.. Below(root, "").Select(row => (row.Path, row.Command, root))];
    }

    private static IEnumerable<(string Path, Command Command)> Below(Command command, string path) =>
        command.Subcommands.SelectMany(child => Below(child, $"{path} {child.Name}".Trim())).Prepend((path, command));
}
