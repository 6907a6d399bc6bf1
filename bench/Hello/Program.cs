// What `bench startup` measures `handler --help` against: the least program there is.
Console.WriteLine("hello");
