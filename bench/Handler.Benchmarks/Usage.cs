namespace Handler.Benchmarks;

/// <summary>What can be typed.</summary>
internal static class Usage
{
    private const string Text =
        """
        Usage: dotnet run -c Release --project bench/Handler.Benchmarks -- delivery [options]

          --seconds N                  about how long each side is measured in each pair; 2 by default
          --pairs N                    how often both sides are measured in turn; 3 by default
          --store sqlite|memory|both   both by default
          --figure drain|live|both     both by default
          --folder PATH                where databases are made; a temporary folder by default, which must not be in memory
          --sink nginx|kestrel         nginx by default, kestrel where there is no nginx

        or: dotnet run -c Release --project bench/Handler.Benchmarks -- startup [options]

          --pairs N                    how often both programs of a comparison are started in turn; 15 by default
          --published FOLDER           what an earlier run published (artifacts/bench-startup); by default it is published anew
        """;

    /// <summary>Prints it.</summary>
    /// <returns>The exit code of a wrong command line.</returns>
    public static int Print(string? fault = null)
    {
        if (fault is not null)
        {
            Console.Error.WriteLine(fault);
        }

        Console.Error.WriteLine(Text);
        return 2;
    }
}
