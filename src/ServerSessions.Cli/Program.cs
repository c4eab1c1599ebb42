Console.WriteLine("sessions");
