using Handler.Tests.Architecture;

namespace Handler.Tests.Cli.Reference;

/// <summary>The page of commands is kept beside the code. After a change that is meant, run once with the variable and commit the page.</summary>
public sealed class CommandReferenceTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "commands.md");

    [Fact]
    public void The_page_of_commands_is_what_the_command_tree_says()
    {
        var actual = CommandReference.Write();
        if (Environment.GetEnvironmentVariable("ACCEPT_COMMAND_REFERENCE") == "1")
        {
            File.WriteAllText(Page, actual);
        }

        var kept = File.Exists(Page) ? File.ReadAllText(Page) : "";

        kept.ShouldBe(actual, """
            docs/commands.md is not what the command tree says. If the change is meant, write it anew and commit it:
            ACCEPT_COMMAND_REFERENCE=1 dotnet test tests/Handler.Tests -c Release --filter FullyQualifiedName~CommandReference
            """);
    }
}
