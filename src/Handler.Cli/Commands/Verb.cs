using System.CommandLine;

namespace Handler.Cli.Commands;

/// <summary>A command of a group before it is made.</summary>
internal sealed record Verb(string Name, Func<Terminal, Command> Create);
