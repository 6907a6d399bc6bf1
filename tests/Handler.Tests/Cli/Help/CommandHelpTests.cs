using System.CommandLine;
using Handler.Cli.Help;

namespace Handler.Tests.Cli.Help;

public sealed class CommandHelpTests
{
    [Fact]
    public void A_command_is_described_with_all_that_goes_with_it()
    {
        var root = new Command("root", "All.");
        root.Add(new Option<bool>("--loud") { Description = "Say more", Recursive = true });
        var child = new Command("call", "Call an agent.");
        root.Add(child);
        child.Add(new Argument<string>("url") { Description = "The agent", Arity = ArgumentArity.ZeroOrOne });
        child.Add(new Argument<string[]>("text") { Description = "What it is told", Arity = ArgumentArity.OneOrMore });
        child.Add(new Option<string>("--name", "-n", "/n") { Description = "Who calls", HelpName = "NAME", Required = true });
        child.Add(new Option<int>("--tries") { Description = "How often", DefaultValueFactory = _ => 3 });
        child.Add(new Option<string>("--secret") { Hidden = true });

        Help(child, int.MaxValue).ShouldBe(
            """
            Description:
              Call an agent.

            Usage:
              root call [<url>] <text>... [options]

            Arguments:
              <url>   The agent
              <text>  What it is told

            Options:
              -n, --name <NAME> (REQUIRED)  Who calls
              --tries <tries>               How often [default: 3]

            Options of every command:
              --loud  Say more


            """);
    }

    [Fact]
    public void A_group_lists_its_commands()
    {
        var group = new Command("group", "Some.") { new Command("one", "The first") { new Argument<string>("url") }, new Command("two", "The second") };

        Help(group, int.MaxValue).ShouldBe(
            """
            Description:
              Some.

            Usage:
              group [command] [options]

            Commands:
              one <url>  The first
              two        The second


            """);
    }

    [Fact]
    public void On_a_narrow_terminal_no_line_is_too_long()
    {
        var command = new Command("call", "Call an agent that is far away.");
        command.Add(new Option<string>("--name") { Description = "Who calls, in a word or two", HelpName = "NAME" });
        command.Add(new Option<string>("--another-name") { Description = "Who else", HelpName = "NAME" });

        Help(command, 30).ShouldBe(
            """
            Description:
              Call an agent that is far
              away.

            Usage:
              call [options]

            Options:
              --name <NAME>
                           Who calls, in a
                           word or two
              --another-name <NAME>
                           Who else


            """);
    }

    private static string Help(Command command, int width)
    {
        using var output = new StringWriter { NewLine = "\n" };
        CommandHelp.Write(new HelpPage(output, width), command);
        return output.ToString();
    }
}
