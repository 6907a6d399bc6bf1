using System.CommandLine;
using Handler.Cli.Commands;

namespace Handler.Tests.Cli.Commands;

/// <summary>For one command line no more is made than it can mean.</summary>
public sealed class CommandTreeTests
{
    [Fact]
    public void Help_of_the_program_has_every_command_and_the_options_of_none()
    {
        var whole = CommandTree.Create(new CliTerminal().Build());

        var meant = CommandTree.CreateFor(["--help"], new CliTerminal().Build());

        meant.Subcommands.Select(Told).ShouldBe(whole.Subcommands.Select(Told));
        meant.Subcommands.SelectMany(command => command.Options).ShouldBeEmpty();
        meant.Subcommands.SelectMany(command => command.Subcommands).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("demo", "--kill")]
    [InlineData("help", "demo")]
    public void The_demo_has_its_options_where_it_is_named(params string[] args)
    {
        var meant = CommandTree.CreateFor(args, new CliTerminal().Build());

        Find(meant, "demo").Options.Select(option => option.Name).ShouldContain("--kill");
    }

    [Fact]
    public void A_group_that_is_named_has_the_command_that_is_named_with_it()
    {
        var meant = CommandTree.CreateFor(["task", "get", "--help"], new CliTerminal().Build());

        Find(meant, "task").Subcommands.Select(command => command.Name).ShouldBe(["get"]);
    }

    private static (string Name, string? Description) Told(Command command) => (command.Name, command.Description);

    private static Command Find(RootCommand root, string name) => root.Subcommands.Single(command => command.Name == name);
}
