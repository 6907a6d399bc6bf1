using System.CommandLine;
using System.CommandLine.Parsing;

namespace Handler.Cli.Options;

/// <summary>Rules for values that hold for every command, whichever options it has.</summary>
internal static class ValueRules
{
    /// <summary>Kinds of values, by the name that help shows, that say nothing when they are empty: mostly a variable of a shell that is not set.</summary>
    private static readonly string[] NeverEmpty = ["ID", "TOKEN", "NAME"];

    /// <summary>Adds the rules to a command and to all below.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in command.Options.Where(option => NeverEmpty.Contains(option.HelpName)))
        {
            option.Validators.Add(result => RefuseEmpty(option, result));
        }

        command.Validators.Add(RefuseTwoReaders);
        foreach (var below in command.Subcommands)
        {
            AddTo(below);
        }
    }

    private static void RefuseEmpty(Option option, OptionResult result)
    {
        if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value))
        {
            result.AddError($"{option.Name}: the value is empty. Is a variable of the shell not set? Give the {option.HelpName}{(option.Required ? "." : ", or leave the option out.")}");
        }
    }

    /// <summary>Standard input can be read once.</summary>
    private static void RefuseTwoReaders(CommandResult result)
    {
        var readers = result.Children.OfType<OptionResult>()
            .Where(option => option.Option.HelpName == SecretOption.Value && option.Tokens is [{ Value: SecretSource.StandardInput }])
            .Select(option => option.Option.Name)
            .ToList();
        if (readers.Count > 1)
        {
            result.AddError($"{string.Join(" and ", readers)} would both read standard input. Give one of them as @FILE or env:NAME.");
        }
    }
}
