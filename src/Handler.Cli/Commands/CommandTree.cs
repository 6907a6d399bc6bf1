using System.CommandLine;
using Handler.Cli.Options;

namespace Handler.Cli.Commands;

/// <summary>
/// All commands, by noun and verb. For one command line no more of them are made than it can mean: to make all would take longer than all else that
/// most commands do.
/// </summary>
internal sealed class CommandTree
{
    private readonly Terminal _terminal;
    private readonly Func<string, bool> _isNamed;

    private CommandTree(Terminal terminal, Func<string, bool> isNamed)
    {
        _terminal = terminal;
        _isNamed = isNamed;
    }

    /// <summary>The whole tree.</summary>
    public static RootCommand Create(Terminal terminal) => new CommandTree(terminal, static _ => true).Root();

    /// <summary>
    /// What one command line can mean: what it does not name is there, but empty; in a group that it names are the commands that it names, and all when it
    /// names none.
    /// </summary>
    public static RootCommand CreateFor(IReadOnlyList<string> args, Terminal terminal) =>
        IsDirective(args) ? Create(terminal) : new CommandTree(terminal, args.Contains).Root();

    /// <summary>Such as <c>[suggest:6]</c>, with the command line that it is about in the next argument.</summary>
    private static bool IsDirective(IReadOnlyList<string> args) => args is [['[', ..], ..];

    private RootCommand Root()
    {
        var root = new RootCommand("A2A push notifications that arrive.")
        {
            Leaf(DemoCommand.Name, DemoCommand.Description, DemoCommand.Create),
            Group(
                "server",
                "Run a webhook server, or an agent to develop against",
                new Verb("push", ServerPushCommand.Create),
                new Verb("agent", ServerAgentCommand.Create)),
            Group("card", "Read and check agent cards", new Verb("get", CardGetCommand.Create), new Verb("validate", CardValidateCommand.Create)),
            Group("message", "Send messages to agents", new Verb("send", MessageSendCommand.Create), new Verb("stream", MessageStreamCommand.Create)),
            Group(
                "task",
                "Look at tasks, and have webhooks told of them",
                new Verb("get", TaskGetCommand.Create),
                new Verb("resubscribe", TaskResubscribeCommand.Create),
                new Verb("cancel", TaskCancelCommand.Create),
                new Verb("list", TaskListCommand.Create),
                new Verb("set-notification", SetNotificationCommand.Create),
                new Verb("get-notification", GetNotificationCommand.Create),
                new Verb("list-notifications", ListNotificationsCommand.Create),
                new Verb("delete-notification", DeleteNotificationCommand.Create)),
            Group(
                "delivery",
                "Operate an agent: what waits to be sent, what was given up, and to send that again",
                new Verb("list", DeliveryListCommand.Create),
                new Verb("show", DeliveryShowCommand.Create),
                new Verb("redeliver", DeliveryRedeliverCommand.Create)),
            Group(
                "gate",
                "Operate an agent: the origins that it sends to, to be held and resumed",
                new Verb("list", GateListCommand.Create),
                new Verb("hold", GateChangeCommand.CreateHold),
                new Verb("resume", GateChangeCommand.CreateResume)),
            Group(
                "session",
                "Go on with conversations: what messages to agents have left behind",
                new Verb("list", SessionListCommand.Create),
                new Verb("show", SessionShowCommand.Create),
                new Verb("clear", SessionClearCommand.Create)),
            Group(
                "auth",
                "Save credentials for agents, so that no command line has to hold them",
                new Verb("set", AuthSetCommand.Create),
                new Verb("show", AuthShowCommand.Create),
                new Verb("clear", AuthClearCommand.Create)),
            CompletionCommand.Create(_terminal),
            HelpCommand.Create(_terminal),
            McpCommand.Create(_terminal),
            VersionCommand.Create(_terminal),
        };
        root.SetAction(_ => FirstSteps.Print(_terminal));
        GlobalOptions.AddTo(root);
        ExampleHelp.AddTo(root);
        ValueRules.AddTo(root);
        return root;
    }

    // For those whose options cost something to make.
    private Command Leaf(string name, string description, Func<Terminal, Command> create) => _isNamed(name) ? create(_terminal) : new Command(name, description);

    private Command Group(string name, string description, params Verb[] verbs)
    {
        var group = new Command(name, description);
        foreach (var verb in _isNamed(name) ? Named(verbs) : [])
        {
            group.Add(verb.Create(_terminal));
        }

        // A group alone is a question: which commands are there?
        group.SetAction(parsed => ((RootCommand)parsed.RootCommandResult.Command).Parse([name, "--help"]).Invoke(parsed.InvocationConfiguration));

        return group;
    }

    private Verb[] Named(Verb[] verbs) => Array.FindAll(verbs, verb => _isNamed(verb.Name)) is { Length: > 0 } named ? named : verbs;
}
