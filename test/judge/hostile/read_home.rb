begin; puts File.read("@SECRET@"); rescue => e; puts e.class; end
