using System.CommandLine;
using Handler.Cli.Options;

namespace Handler.Cli.Commands;

/// <summary>All commands, by noun and verb.</summary>
internal static class CommandTree
{
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("A2A push notifications that arrive.")
        {
            DemoCommand.Create(terminal),
            Group(
                "server",
                "Run a webhook server, or an agent to develop against",
                ServerPushCommand.Create(terminal),
                ServerAgentCommand.Create(terminal)),
            Group("card", "Read and check agent cards", CardGetCommand.Create(terminal), CardValidateCommand.Create(terminal)),
            Group(
                "message",
                "Send messages to agents",
                MessageSendCommand.Create(terminal),
                MessageStreamCommand.Create(terminal)),
            Group(
                "task",
                "Look at tasks, and have webhooks told of them",
                TaskGetCommand.Create(terminal),
                TaskResubscribeCommand.Create(terminal),
                TaskCancelCommand.Create(terminal),
                TaskListCommand.Create(terminal),
                SetNotificationCommand.Create(terminal),
                GetNotificationCommand.Create(terminal),
                ListNotificationsCommand.Create(terminal),
                DeleteNotificationCommand.Create(terminal)),
            Group(
                "session",
                "Go on with conversations: what messages to agents have left behind",
                SessionListCommand.Create(terminal),
                SessionShowCommand.Create(terminal),
                SessionClearCommand.Create(terminal)),
            Group(
                "auth",
                "Save credentials for agents, so that no command line has to hold them",
                AuthSetCommand.Create(terminal),
                AuthShowCommand.Create(terminal),
                AuthClearCommand.Create(terminal)),
            CompletionCommand.Create(terminal),
            HelpCommand.Create(terminal),
            VersionCommand.Create(terminal),
        };
        root.SetAction(_ => FirstSteps.Print(terminal));
        GlobalOptions.AddTo(root);
        ExampleHelp.AddTo(root);
        ValueRules.AddTo(root);
        return root;
    }

    private static Command Group(string name, string description, params Command[] commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
        {
            group.Add(command);
        }

        // A group alone is a question: which commands are there?
        group.SetAction(parsed => ((RootCommand)parsed.RootCommandResult.Command).Parse([name, "--help"]).Invoke(parsed.InvocationConfiguration));

        return group;
    }
}
