using Handler.Cli;

using var interruption = Interruption.Listen();
return await CommandLine.RunAsync(args, Terminal.OfThisProcess(interruption));
