namespace Handler.Cli.Options;

/// <summary>What the command line said that holds for every command.</summary>
/// <param name="Format">How results are printed.</param>
/// <param name="IsQuiet">Results and errors only.</param>
/// <param name="IsVerbose">Each HTTP exchange and the debug log of servers, on standard error.</param>
/// <param name="NoColor">Colours were refused.</param>
internal sealed record GlobalSettings(OutputFormat Format, bool IsQuiet, bool IsVerbose, bool NoColor);
